import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {frontDoorProbe} from '../probes/front-door-probe.js';
import {readFact} from '../read-fact.js';
import {judgeNoAnswer} from './judge-no-answer.js';
import {selectSilentWorkloads} from './select-silent-workloads.js';

export const loginGuards: Check = {
  id: 'road/login-guards',
  title: 'oauth2-proxy sends strangers to the login',
  why: 'The gateway asks oauth2-proxy about every request. Where that does not answer, everybody gets 403 or 503.',
  docs: 'https://oauth2-proxy.github.io/oauth2-proxy/configuration/overview',
  runbook: '22',
  scope: 'cluster',
  probes: [frontDoorProbe],
  needs: ['road/certificate-served', 'road/routes-lead-on'],
  evaluate({facts}) {
    const {dashboard, address, fqdn} = readFact(facts, frontDoorProbe);
    const {state, status, location, message} = dashboard;
    const matter = about({
      resource: dashboard.url,
      expected: 'a redirect to the login',
      evidence: `curl -si --resolve ${fqdn}:443:${address} ${dashboard.url} -o /dev/null -D -`,
    });
    const logs = {
      text: 'See what oauth2-proxy says, and whether it is ready.',
      command: 'kubectl logs -A -l app.kubernetes.io/name=oauth2-proxy --tail=50',
    };
    const follows = selectSilentWorkloads(facts, ['/oauth2']);
    if (state !== 'answered') return [{...judgeNoAnswer(matter, dashboard), follows}];
    if (status >= 300 && status < 400 && location !== null)
      return [matter.pass(`${status} to ${location.split('?')[0]}`)];
    if (status < 300)
      return [
        matter.warn(`${status} without asking who it is: no login stands before the dashboard`, [
          {
            text: 'See whether the AuthorizationPolicy with oauth2-proxy is there.',
            command: 'kubectl get authorizationpolicies.security.istio.io -A',
          },
        ]),
      ];
    return [{...matter.fail(`HTTP ${status}${message === '' ? '' : `: ${message}`}`, [logs]), follows}];
  },
};
