import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {identityProbe} from '../probes/identity-probe.js';
import {readFact} from '../read-fact.js';

export const identityPresent: Check = {
  id: 'credentials/identity-present',
  title: 'The operator’s credentials are there and fresh',
  why: 'Without credentials nothing can be looked at, and expired ones fail in the middle of a run.',
  docs: 'https://cloud.google.com/docs/authentication/application-default-credentials',
  probes: [identityProbe],
  needs: [],
  evaluate({facts}) {
    const identity = readFact(facts, identityProbe);
    const credentials = about({
      expected: 'credentials of an operator',
      evidence: 'gcloud auth application-default print-access-token',
    });
    if (identity.state === 'present') return [credentials.pass(identity.email)];
    const tries = [
      {text: 'Log in.', command: 'gcloud auth application-default login'},
      {text: 'Or practise without any account.', command: 'shakinstall init --rehearse'},
    ];
    return [credentials.fail(`${identity.state}: ${identity.message}`, tries, ['credentials'])];
  },
};
