import {createVerify} from 'node:crypto';
import type {CloudContext} from '../cloud-context.js';
import type {Call, Reply} from '../http/call.js';
import {CloudRefusal} from '../http/cloud-refusal.js';
import type {Json} from '../json.js';
import {drawHexId} from '../operations/draw-id.js';
import {formatWholeSeconds} from '../operations/format-time.js';
import {selectServiceAccount} from './service-accounts.js';

/** Access tokens live an hour: https://developers.google.com/identity/protocols/oauth2/service-account */
const tokenLifeSeconds = 3600;

function refuseGrant(description: string): Reply {
  return {status: 400, body: {error: 'invalid_grant', error_description: description}};
}

function parseSegment(segment: string | undefined): Json | undefined {
  try {
    return JSON.parse(Buffer.from(segment ?? '', 'base64url').toString()) as Json;
  } catch {
    return undefined;
  }
}

function formatIdToken(email: string, subject: string, nowMs: number): string {
  const encode = (part: Json) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const seconds = Math.floor(nowMs / 1000);
  const header = encode({alg: 'RS256', kid: 'rehearsal', typ: 'JWT'});
  const claims = encode({
    iss: 'https://accounts.google.com',
    sub: subject,
    email,
    email_verified: true,
    iat: seconds,
    exp: seconds + tokenLifeSeconds,
  });
  return `${header}.${claims}.${Buffer.from('rehearsal').toString('base64url')}`;
}

/** Issues a token for `email` that expires in virtual time. */
function issueToken(context: CloudContext, email: string, lifeMs: number, scope: string): string {
  const token = `ya29.rehearsal-${drawHexId(context, 40)}`;
  const hasEmail = scope === '' || /userinfo\.email|\bemail\b/.test(scope);
  context.state.tokens[token] = {
    email,
    expiresAtMs: context.clock.now() + lifeMs,
    ...(!hasEmail && {withoutEmail: true}),
  };
  return token;
}

/**
 * `POST /token` with the JWT-bearer grant of RFC 7523, as service-account keys use it. The assertion's
 * signature is checked against the public key; its times are the caller's own clock and are not.
 */
export function exchangeToken(call: Call): Reply {
  const {context} = call;
  const form = new URLSearchParams(call.raw.toString());
  if (form.get('grant_type') !== 'urn:ietf:params:oauth:grant-type:jwt-bearer') {
    return {
      status: 400,
      body: {
        error: 'unsupported_grant_type',
        error_description: 'Invalid grant_type: only the JWT-bearer grant is served by this rehearsal.',
      },
    };
  }
  const [head, claimsPart, signature] = (form.get('assertion') ?? '').split('.');
  const header = parseSegment(head);
  const claims = parseSegment(claimsPart);
  if (!header || !claims || !signature) return refuseGrant('Invalid JWT: malformed assertion.');
  const account = context.state.serviceAccounts[String(claims.iss)];
  if (!account) return refuseGrant('Invalid grant: account not found');
  const key = Object.values(context.state.keys).find(
    (other) =>
      other.email === account.email &&
      (!header.kid || other.keyId === header.kid) &&
      verifySignature(other.publicKeyPem, `${head}.${claimsPart}`, signature),
  );
  if (!key || key.isDisabled) return refuseGrant('Invalid JWT Signature.');
  if (account.isDisabled) return refuseGrant('Invalid grant: account disabled');
  return {
    status: 200,
    body: {
      access_token: issueToken(context, account.email, tokenLifeSeconds * 1000, String(claims.scope ?? '')),
      expires_in: tokenLifeSeconds - 1,
      token_type: 'Bearer',
      id_token: formatIdToken(account.email, account.uniqueId, context.clock.now()),
    },
  };
}

function verifySignature(publicKeyPem: string, signed: string, signature: string): boolean {
  return createVerify('RSA-SHA256').update(signed).verify(publicKeyPem, Buffer.from(signature, 'base64url'));
}

/** `GET /tokeninfo` and `/oauth2/v3/tokeninfo`: whose token it is and for how long. */
export function readTokenInfo(call: Call): Reply {
  const {context} = call;
  const token = call.query.get('access_token') ?? new URLSearchParams(call.raw.toString()).get('access_token') ?? '';
  const known = context.state.tokens[token];
  if (!known || known.expiresAtMs <= context.clock.now()) {
    return {status: 400, body: {error: 'invalid_token', error_description: 'Invalid Value'}};
  }
  const scope = 'openid https://www.googleapis.com/auth/userinfo.email https://www.googleapis.com/auth/cloud-platform';
  const lifeSeconds = Math.floor((known.expiresAtMs - context.clock.now()) / 1000);
  return {
    status: 200,
    body: {scope, email: known.email, email_verified: 'true', expires_in: String(lifeSeconds), access_type: 'online'},
  };
}

/** `serviceAccounts.generateAccessToken` of the credentials API: a token for an account that the caller may impersonate. */
export function generateAccessToken(call: Call): Reply {
  const {context, body} = call;
  const account = selectServiceAccount(context, call.params.account ?? '');
  const lifeSeconds = Number(String(body.lifetime ?? `${tokenLifeSeconds}s`).replace(/s$/, ''));
  const scopes: string[] = body.scope ?? [];
  if (scopes.length === 0 || !(lifeSeconds > 0 && lifeSeconds <= tokenLifeSeconds)) {
    throw new CloudRefusal(400, 'Request contains an invalid argument.', {reason: ''});
  }
  const accessToken = issueToken(context, account.email, lifeSeconds * 1000, scopes.join(' '));
  return {status: 200, body: {accessToken, expireTime: formatWholeSeconds(context.clock.now() + lifeSeconds * 1000)}};
}
