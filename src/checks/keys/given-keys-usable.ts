import type {Check} from '../../model/finding.js';
import type {GivenKeyFact} from '../probes/collect-given-keys.js';
import {selectFact} from '../select-fact.js';

const observations: Readonly<Record<GivenKeyFact['state'], string>> = {
  usable: 'readable, without a passphrase',
  absent: 'cannot be read',
  encrypted: 'protected by a passphrase, and the platform cannot ask for one',
  unreadable: 'nothing in PEM or OpenSSH form that could be used',
};

export const givenKeysUsable: Check = {
  id: 'keys/given-keys-usable',
  title: 'Every key and certificate that the configuration names can be read and used',
  why: 'A key that is missing, or asks for a passphrase, would stop the run after the cluster is built.',
  docs: 'https://man.openbsd.org/ssh-keygen',
  runbook: '13',
  probes: ['given-keys'],
  needs: [],
  evaluate({facts}) {
    const keys = selectFact<readonly GivenKeyFact[]>(facts, 'given-keys');
    const expected = 'readable, a key without a passphrase';
    if (keys.length === 0) return [{verdict: 'skipped', observed: 'none is named', expected, tries: []}];
    return keys.map(({field, reference, state}) => {
      const head = {resource: field, observed: `${reference}: ${observations[state]}`, expected};
      if (state === 'usable') return {...head, verdict: 'pass', tries: []};
      const tries =
        state === 'absent'
          ? [{text: `Check the path and its permissions, or the variable that ${field} names.`}]
          : [{text: 'Make one without a passphrase.', command: "ssh-keygen -t rsa -N '' -f id_rsa_github"}];
      return {...head, verdict: 'fail', tries};
    });
  },
};
