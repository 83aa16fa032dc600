import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {identityProbe} from '../probes/identity-probe.js';
import {readFact} from '../read-fact.js';

export const identityNamed: Check = {
  id: 'credentials/identity-named',
  title: 'The credentials say whose they are',
  why: 'Without the scope userinfo.email the cluster sees a number in place of an address, and RBAC bindings by address do not hold.',
  docs: 'https://cloud.google.com/kubernetes-engine/docs/how-to/api-server-authentication',
  probes: [identityProbe],
  needs: ['credentials/identity-present'],
  evaluate({facts}) {
    const identity = readFact(facts, identityProbe);
    if (identity.state !== 'present') return [];
    const {email, source} = identity;
    const named = about({
      expected: 'an e-mail address',
      evidence:
        'curl -s "https://oauth2.googleapis.com/tokeninfo?access_token=$(gcloud auth application-default print-access-token)"',
    });
    if (email.includes('@')) return [named.pass(`${email} (${source})`)];
    return [
      named.warn('the token holds no e-mail address', [
        {
          text: 'Log in with both scopes.',
          command:
            'gcloud auth application-default login --scopes=https://www.googleapis.com/auth/cloud-platform,https://www.googleapis.com/auth/userinfo.email,openid',
        },
      ]),
    ];
  },
};
