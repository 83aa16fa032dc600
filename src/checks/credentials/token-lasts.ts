import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {identityProbe} from '../probes/identity-probe.js';
import {readFact} from '../read-fact.js';

/** The operator’s own steps come first and are done by then, even where a project is slow to come. */
const operatorMinutes = 20;

/** What ends later than in a year is not meant to end. */
const yearMinutes = 365 * 24 * 60;

export const tokenLasts: Check = {
  id: 'credentials/token-lasts',
  title: 'The operator’s credentials last as long as the operator’s steps',
  why: 'Credentials that are renewed last. An access token that somebody hands over ends after an hour at most, in the middle of a run.',
  docs: 'https://cloud.google.com/docs/authentication/token-types#access-token-lifetime',
  probes: [identityProbe],
  needs: ['credentials/identity-present'],
  evaluate({facts, nowMs}) {
    const identity = readFact(facts, identityProbe);
    if (identity.state !== 'present') return [];
    const {email, isRenewed, expiresAt} = identity;
    const token = about({
      resource: email,
      expected: `renewed by itself, or good for ${operatorMinutes} minutes`,
      evidence:
        'curl -s "https://oauth2.googleapis.com/tokeninfo?access_token=$(gcloud auth application-default print-access-token)"',
    });
    if (isRenewed) return [token.pass('renewed by itself')];
    if (expiresAt === undefined)
      return [
        token.unknown('the token does not say when it ends', {
          kind: 'answer',
          missing: 'tokeninfo',
          message: 'the answer holds no expires_in',
        }),
      ];
    const minutes = Math.floor((expiresAt - nowMs) / 60_000);
    if (minutes > yearMinutes) return [token.pass('does not end')];
    if (minutes >= operatorMinutes) return [token.pass(`ends in ${minutes} minutes`)];
    return [
      token.fail(`ends in ${Math.max(0, minutes)} minutes and is not renewed`, [
        {text: 'Use credentials that renew themselves.', command: 'gcloud auth application-default login'},
        {text: 'Or write a fresh token into the file just before the run.', command: 'gcloud auth print-access-token'},
      ]),
    ];
  },
};
