import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {servicesProbe} from '../probes/services-probe.js';
import {readFact} from '../read-fact.js';

/** Free of charge, and enabled without a billing account. https://cloud.google.com/service-usage/docs/enabled-service */
const freeServices = new Set([
  'cloudbilling.googleapis.com',
  'cloudresourcemanager.googleapis.com',
  'iam.googleapis.com',
  'serviceusage.googleapis.com',
  'storage.googleapis.com',
]);

export const apisEnabled: Check = {
  id: 'services/apis-enabled',
  title: 'Every API that the plan uses is enabled',
  why: 'The plan enables what is missing before it uses it, all in one request that Google takes or refuses as a whole. Until then the other checks cannot look through a disabled API.',
  docs: 'https://cloud.google.com/service-usage/docs/enable-disable',
  runbook: '7',
  probes: [servicesProbe],
  needs: ['credentials/identity-present', 'project/project-usable'],
  evaluate({facts, config}) {
    const {id, billingAccount} = config.project;
    const {asked, enabled, mayEnable, isBilled} = readFact(facts, servicesProbe);
    const missing = asked.filter((service) => !enabled.includes(service));
    const apis = about({
      resource: `project ${id}`,
      expected: `${asked.length} APIs: ${asked.join(', ')}`,
      evidence: `gcloud services list --enabled --project=${id} --format="value(config.name)"`,
    });
    if (missing.length === 0) return [apis.pass(`all ${asked.length} are enabled`)];
    const command = `gcloud services enable ${missing.join(' ')} --project=${id}`;
    const observed = `not enabled: ${missing.join(', ')}`;
    if (mayEnable.state === 'seen' && !mayEnable.value)
      return [
        apis.fail(
          `${observed}; and serviceusage.services.enable is missing`,
          [{text: `Have somebody with roles/serviceusage.serviceUsageAdmin on project ${id} run:`, command}],
          [...missing, 'serviceusage.services.enable'],
        ),
      ];
    const costly = missing.filter((service) => !freeServices.has(service));
    if (isBilled.state === 'seen' && !isBilled.value && billingAccount === undefined && costly.length > 0)
      return [
        apis.fail(
          `${observed}; and project ${id} has no open billing account, without which ${costly.join(', ')} cannot be enabled`,
          [
            {
              text: 'Have billing linked first.',
              command: `gcloud billing projects link ${id} --billing-account=ACCOUNT`,
            },
            {text: 'Then enable them.', command},
          ],
          missing,
        ),
      ];
    return [
      {
        ...apis.warn(
          `${observed}. Step 7 enables them; what lies behind them cannot be looked at before`,
          [{text: 'To look at everything now, enable them and look again after some minutes.', command}],
          missing,
        ),
        mendedBy: 'project/enable-services',
      },
    ];
  },
};
