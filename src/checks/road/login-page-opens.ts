import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {frontDoorProbe} from '../probes/front-door-probe.js';
import {readFact} from '../read-fact.js';
import {judgeNoAnswer} from './judge-no-answer.js';
import {selectSilentWorkloads} from './select-silent-workloads.js';

export const loginPageOpens: Check = {
  id: 'road/login-page-opens',
  title: 'Keycloak takes oauth2-proxy’s client and the address it returns to',
  why: 'A client that the realm does not know, or a redirect URI that it does not allow, ends every login on an error page.',
  docs: 'https://www.keycloak.org/docs/latest/server_admin/#unspecific-redirect-uris',
  runbook: '22',
  scope: 'cluster',
  probes: [frontDoorProbe],
  needs: ['road/realm-answers'],
  evaluate({facts}) {
    const {login, dashboard} = readFact(facts, frontDoorProbe);
    if (login === null) return [];
    const query = URL.canParse(login.url) ? new URL(login.url).searchParams : new URLSearchParams();
    const client = query.get('client_id') ?? 'unnamed';
    const target = query.get('redirect_uri') ?? 'none';
    const matter = about({
      resource: `client ${client}`,
      expected: `a login page that returns to ${target}`,
      evidence: `curl -si "${dashboard.location ?? login.url}" | head -20`,
    });
    const path = URL.canParse(login.url) ? new URL(login.url).pathname : '/';
    const follows = login.status === 0 || login.status >= 500 ? selectSilentWorkloads(facts, [path]) : [];
    if (login.state !== 'answered') return [{...judgeNoAnswer(matter, login), follows}];
    if (login.status < 400) return [matter.pass(`HTTP ${login.status}, back to ${target}`)];
    return [
      {
        ...matter.fail(`HTTP ${login.status}${login.message === '' ? '' : `: ${login.message}`}`, [
          {text: `In the realm, let client ${client} exist and have ${target} among its valid redirect URIs.`},
        ]),
        follows,
      },
    ];
  },
};
