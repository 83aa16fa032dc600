import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {identityProbe} from '../probes/identity-probe.js';
import {readFact} from '../read-fact.js';

export const impersonationWorks: Check = {
  id: 'credentials/impersonation-works',
  title: 'Every account that is stood for lets itself be',
  why: 'Each link of the chain needs roles/iam.serviceAccountTokenCreator on the next. The account at its end is the one that needs the plan’s permissions.',
  docs: 'https://cloud.google.com/docs/authentication/use-service-account-impersonation',
  probes: [identityProbe],
  needs: ['credentials/identity-present'],
  evaluate({facts}) {
    const identity = readFact(facts, identityProbe);
    if (identity.state !== 'present' || identity.chain.length === 0) return [];
    const {chain, email} = identity;
    const target = chain.at(-1) ?? '';
    const link = about({
      resource: target,
      expected: `calls are made as ${target}`,
      evidence: `gcloud iam service-accounts get-iam-policy ${target}`,
    });
    if (email === target) return [link.pass(`calls are made as ${email}`)];
    return [
      link.fail(`calls are made as ${email}`, [
        {
          text: 'Log in again through the account.',
          command: `gcloud auth application-default login --impersonate-service-account=${target}`,
        },
      ]),
    ];
  },
};
