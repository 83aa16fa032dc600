import {defineProbeStep} from './define-probe-step.js';

export const verifyDashboard = defineProbeStep({
  id: 'platform/verify-dashboard',
  runbook: '21',
  title: 'Open the dashboard’s address',
  why: 'Asked as a browser asks: the name over DNS, the certificate against the trusted authorities, then the page. A redirect to the login is a good answer.',
  docs: 'https://cert-manager.io/docs/troubleshooting/acme/',
  needs: [
    'platform/await-workloads',
    'platform/await-load-balancer',
    'dns/create-records',
    'platform/apply-manifests',
    'tls/apply-own-certificate',
  ],
  failureCode: 'SHK_VERIFY_E1201',
  selectUrl: ({config}) => `https://${config.domain.fqdn}/`,
  judge: ({status}) => (status < 400 ? undefined : `it answers ${status}`),
});
