import type {CloudIdentity} from '../../seams/cloud-side.js';
import type {CloudState} from '../cloud-state.js';
import {CloudRefusal} from './cloud-refusal.js';

const explanation =
  'Expected OAuth 2 access token, login cookie or other valid authentication credential. ' +
  'See https://developers.google.com/identity/sign-in/web/devconsole-project.';

/** The identity of a bearer token that is known, not expired, and whose service account still works. */
export function identifyToken(state: CloudState, token: string, nowMs: number): CloudIdentity | undefined {
  const known = state.tokens[token];
  if (!known || known.expiresAtMs <= nowMs) return undefined;
  const account = state.serviceAccounts[known.email];
  if (!account) return state.people[known.email] ? {email: known.email, isServiceAccount: false} : undefined;
  return account.isDisabled ? undefined : {email: known.email, isServiceAccount: true};
}

function refuseCredentials(message: string, reason: string, service: string): CloudRefusal {
  return new CloudRefusal(401, message, {
    details: [
      {
        '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
        reason,
        domain: 'googleapis.com',
        metadata: {service},
      },
    ],
  });
}

/** Who sends a request with that Authorization header; refuses with 401 as Google's front end does. */
export function identifyCaller(
  state: CloudState,
  authorization: string | undefined,
  service: string,
  nowMs: number,
): CloudIdentity {
  const token = /^Bearer (.+)$/i.exec(authorization ?? '')?.[1];
  if (!token) {
    if (service === 'storage.googleapis.com') {
      throw new CloudRefusal(401, 'Anonymous caller does not have storage access to the requested resource.', {
        status: '',
        reason: 'required',
      });
    }
    throw refuseCredentials(
      `Request is missing required authentication credential. ${explanation}`,
      'CREDENTIALS_MISSING',
      service,
    );
  }
  const identity = identifyToken(state, token, nowMs);
  if (identity) return identity;
  throw refuseCredentials(
    `Request had invalid authentication credentials. ${explanation}`,
    state.tokens[token] ? 'ACCESS_TOKEN_EXPIRED' : 'ACCESS_TOKEN_TYPE_UNSUPPORTED',
    service,
  );
}
