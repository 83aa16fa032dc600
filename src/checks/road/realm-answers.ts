import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {frontDoorProbe} from '../probes/front-door-probe.js';
import {readFact} from '../read-fact.js';
import {judgeNoAnswer} from './judge-no-answer.js';
import {selectSilentWorkloads} from './select-silent-workloads.js';

export const realmAnswers: Check = {
  id: 'road/realm-answers',
  title: 'Keycloak’s realm is there, under the domain’s own name',
  why: 'Tokens carry the issuer’s address. Where Keycloak calls itself something else, every login ends in an error.',
  docs: 'https://www.keycloak.org/server/hostname',
  runbook: '22',
  scope: 'cluster',
  probes: [frontDoorProbe],
  needs: ['road/login-guards'],
  evaluate({facts}) {
    const {realm, fqdn, address} = readFact(facts, frontDoorProbe);
    if (realm === null) return [];
    const wanted = realm.url.replace('/.well-known/openid-configuration', '');
    const matter = about({
      resource: wanted,
      expected: `a realm that calls itself ${wanted}`,
      evidence: `curl -s --resolve ${fqdn}:443:${address} ${realm.url}`,
    });
    const follows = selectSilentWorkloads(facts, [URL.canParse(wanted) ? new URL(wanted).pathname : '/']);
    if (realm.state !== 'answered') return [{...judgeNoAnswer(matter, realm), follows}];
    if (realm.status === 404)
      return [
        matter.fail('there is no such realm', [
          {
            text: 'See how the job that makes the realm ended.',
            command: 'kubectl logs -A -l app.kubernetes.io/name=keycloak-configuration --tail=50',
          },
        ]),
      ];
    const logs = {
      text: 'See whether Keycloak is ready, and what it says.',
      command: 'kubectl logs -A -l app.kubernetes.io/name=keycloak --tail=50',
    };
    if (realm.status !== 200)
      return [
        {...matter.fail(`HTTP ${realm.status}${realm.message === '' ? '' : `: ${realm.message}`}`, [logs]), follows},
      ];
    if (realm.issuer === null) return [matter.fail('the answer names no issuer', [logs])];
    if (realm.issuer !== wanted)
      return [
        matter.fail(`it calls itself ${realm.issuer}`, [
          {
            text: 'Let KC_HOSTNAME be the domain, and KC_PROXY say that TLS ends before it.',
            command: 'kubectl get deployment -A -l app.kubernetes.io/name=keycloak -o yaml',
          },
        ]),
      ];
    return [matter.pass(realm.issuer)];
  },
};
