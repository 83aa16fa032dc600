import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {accountKeysProbe} from '../probes/account-keys-probe.js';
import {readFact} from '../read-fact.js';

const dayMs = 86_400_000;
const soonDays = 30;

export const keysLast: Check = {
  id: 'control-plane/keys-last',
  title: 'The accounts are enabled, and their keys do not end soon',
  why: 'The platform’s workloads and cert-manager work with keys. A disabled account, a deleted key or one that has ended stops them all at once.',
  docs: 'https://cloud.google.com/iam/docs/key-rotation',
  runbook: '4',
  probes: [accountKeysProbe],
  needs: ['credentials/identity-present', 'project/project-usable'],
  evaluate({facts, nowMs}) {
    return readFact(facts, accountKeysProbe).flatMap(({email, isDisabled, exists, keys}) => {
      const list = `gcloud iam service-accounts keys list --iam-account ${email} --managed-by user`;
      const own = about({
        resource: `Service account ${email}`,
        expected: `enabled, with a key that lasts ${soonDays} days`,
        evidence: list,
      });
      if (!exists)
        return [
          {
            ...own.fail('there is no such account', [{text: 'Run again: it is made.', command: 'shakinstall init'}]),
            mendedBy: 'iam/create-service-account',
          },
        ];
      if (isDisabled)
        return [
          own.fail(
            'it is disabled',
            [{text: 'Enable it, where its key did not leak.', command: `gcloud iam service-accounts enable ${email}`}],
            ['step iam/create-service-account'],
          ),
        ];
      if (keys.length === 0)
        return [
          {
            ...own.fail('it has no key: the one that the platform was given is deleted', [
              {text: 'Run again: another is made.', command: 'shakinstall init'},
            ]),
            mendedBy: 'iam/create-key',
          },
        ];
      const ends = keys.flatMap(({id, validBeforeMs}) =>
        validBeforeMs === null ? [] : [{id, days: Math.floor((validBeforeMs - nowMs) / dayMs)}],
      );
      const lasting = keys.length - ends.filter(({days}) => days < soonDays).length;
      if (lasting > 0) return [own.pass(`${keys.length} keys`)];
      const next = ends.sort((a, b) => b.days - a.days)[0];
      const renew = [
        {
          text: 'Make another key and give it to the platform.',
          command: `gcloud iam service-accounts keys create key.json --iam-account ${email}`,
        },
      ];
      const observed = `key ${next?.id ?? ''} ${(next?.days ?? 0) < 0 ? 'has ended' : `ends in ${next?.days ?? 0} days`}`;
      return [(next?.days ?? 0) < 0 ? own.fail(observed, renew) : own.warn(observed, renew)];
    });
  },
};
