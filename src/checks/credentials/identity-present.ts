import type {Check} from '../../model/finding.js';
import type {Identity} from '../../model/ports/local.js';
import {selectFact} from '../select-fact.js';

export const identityPresent: Check = {
  id: 'credentials/identity-present',
  title: 'The operator’s credentials are there and fresh',
  why: 'Without credentials nothing can be looked at, and expired ones fail in the middle of a run.',
  docs: 'https://cloud.google.com/docs/authentication/application-default-credentials',
  probes: ['identity'],
  needs: [],
  evaluate({facts}) {
    const identity = selectFact<Awaited<ReturnType<Identity['describe']>>>(facts, 'identity');
    const evidence = 'gcloud auth application-default print-access-token';
    if (identity.state === 'present')
      return [{verdict: 'pass', observed: identity.email, expected: 'credentials of an operator', evidence, tries: []}];
    const tries = [
      {text: 'Log in.', command: 'gcloud auth application-default login'},
      {text: 'Or practise without any account.', command: 'shakinstall init --rehearse'},
    ];
    return [
      {
        verdict: 'fail',
        observed: `${identity.state}: ${identity.message}`,
        expected: 'credentials of an operator',
        evidence,
        tries,
      },
    ];
  },
};
