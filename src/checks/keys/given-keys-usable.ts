import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {type GivenKeyFact, givenKeysProbe} from '../probes/given-keys-probe.js';
import {readFact} from '../read-fact.js';

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
  probes: [givenKeysProbe],
  needs: [],
  evaluate({facts}) {
    const expected = 'readable, a key without a passphrase';
    return readFact(facts, givenKeysProbe).map(({field, reference, state}) => {
      const key = about({resource: field, expected});
      const observed = `${reference}: ${observations[state]}`;
      if (state === 'usable') return key.pass(observed);
      return key.fail(
        observed,
        state === 'absent'
          ? [{text: `Check the path and its permissions, or the variable that ${field} names.`}]
          : [{text: 'Make one without a passphrase.', command: "ssh-keygen -t rsa -N '' -f id_rsa_github"}],
      );
    });
  },
};
