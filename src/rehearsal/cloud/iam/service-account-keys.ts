import {createHash, generateKeyPair} from 'node:crypto';
import {promisify} from 'node:util';
import type {KeyState, ServiceAccountState} from '../cloud-state.js';
import type {Call, Reply} from '../http/call.js';
import {reply} from '../http/call.js';
import {CloudRefusal} from '../http/cloud-refusal.js';
import type {Json} from '../json.js';
import {drawHexId} from '../operations/draw-id.js';
import {formatWholeSeconds} from '../operations/format-time.js';
import {checkAccountPolicy} from '../orgpolicy/refuse-by-policy.js';
import {selectServiceAccount} from './service-accounts.js';

/** https://cloud.google.com/iam/quotas */
const keysPerAccount = 10;

function formatKey(key: KeyState): Json {
  return {
    name: key.name,
    validAfterTime: formatWholeSeconds(key.createdAtMs),
    validBeforeTime: '9999-12-31T23:59:59Z',
    keyAlgorithm: 'KEY_ALG_RSA_2048',
    keyOrigin: 'GOOGLE_PROVIDED',
    keyType: 'USER_MANAGED',
    ...(key.isDisabled && {disabled: true}),
  };
}

function selectKey(call: Call): KeyState {
  const {email} = selectServiceAccount(call.context, call.params.account ?? '');
  const key = Object.values(call.context.state.keys).find(
    (other) => other.email === email && other.keyId === call.params.key,
  );
  if (key) return key;
  throw new CloudRefusal(404, `Service account key ${call.params.key} does not exist.`);
}

/** `keys.create`: the only moment at which the private key is shown. */
export async function createKey(call: Call): Promise<Reply> {
  const {context, body} = call;
  const account = selectServiceAccount(context, call.params.account ?? '');
  if (body.keyAlgorithm && body.keyAlgorithm !== 'KEY_ALG_RSA_2048' && body.keyAlgorithm !== 2) {
    throw new CloudRefusal(501, `Key algorithm ${body.keyAlgorithm} is not served by this rehearsal.`, {
      reason: 'notImplemented',
    });
  }
  checkAccountPolicy(
    context,
    account.projectId,
    `projects/${account.projectId}/serviceAccounts/${account.email}?configvalue=${encodeURIComponent(account.email)}`,
    'key',
  );
  const own = Object.values(context.state.keys).filter((key) => key.email === account.email);
  if (own.length >= keysPerAccount) {
    throw new CloudRefusal(400, 'Precondition check failed.', {
      status: 'FAILED_PRECONDITION',
      reason: 'failedPrecondition',
    });
  }
  const pair = await promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: {type: 'spki', format: 'pem'},
    privateKeyEncoding: {type: 'pkcs8', format: 'pem'},
  });
  const keyId = drawHexId(context, 40);
  const name = `projects/${account.projectId}/serviceAccounts/${account.email}/keys/${keyId}`;
  const key: KeyState = {
    name,
    email: account.email,
    keyId,
    publicKeyPem: pair.publicKey,
    createdAtMs: context.clock.now(),
    isDisabled: false,
  };
  context.state.keys[name] = key;
  const credentials = {
    type: 'service_account',
    project_id: account.projectId,
    private_key_id: keyId,
    private_key: pair.privateKey,
    client_email: account.email,
    client_id: account.uniqueId,
    auth_uri: 'https://accounts.google.com/o/oauth2/auth',
    token_uri: 'https://oauth2.googleapis.com/token',
    auth_provider_x509_cert_url: 'https://www.googleapis.com/oauth2/v1/certs',
    client_x509_cert_url: `https://www.googleapis.com/robot/v1/metadata/x509/${encodeURIComponent(account.email)}`,
    universe_domain: 'googleapis.com',
  };
  const privateKeyData = Buffer.from(JSON.stringify(credentials, null, 2)).toString('base64');
  return reply({...formatKey(key), privateKeyType: 'TYPE_GOOGLE_CREDENTIALS_FILE', privateKeyData});
}

export function readKey(call: Call): Reply {
  const key = selectKey(call);
  const wantsPem = call.query.get('publicKeyType') === 'TYPE_RAW_PUBLIC_KEY';
  return reply({...formatKey(key), ...(wantsPem && {publicKeyData: Buffer.from(key.publicKeyPem).toString('base64')})});
}

/** Every account has a key of Google's own beside those of its users; nobody ever sees its private half. */
function createSystemKey(account: ServiceAccountState, nowMs: number): Json {
  const keyId = createHash('sha1').update(account.email).digest('hex');
  return {
    name: `projects/${account.projectId}/serviceAccounts/${account.email}/keys/${keyId}`,
    validAfterTime: formatWholeSeconds(nowMs - 86_400_000),
    validBeforeTime: formatWholeSeconds(nowMs + 16 * 86_400_000),
    keyAlgorithm: 'KEY_ALG_RSA_2048',
    keyOrigin: 'GOOGLE_PROVIDED',
    keyType: 'SYSTEM_MANAGED',
  };
}

/** `keys.list`, of the asked types only. */
export function listKeys(call: Call): Reply {
  const account = selectServiceAccount(call.context, call.params.account ?? '');
  const types = call.query.getAll('keyTypes');
  const own = Object.values(call.context.state.keys).filter((key) => key.email === account.email);
  const keys = [...own.map(formatKey), createSystemKey(account, call.context.clock.now())].filter(
    (key) => types.length === 0 || types.includes(key.keyType),
  );
  return reply(keys.length > 0 ? {keys} : {});
}

export function deleteKey(call: Call): Reply {
  delete call.context.state.keys[selectKey(call).name];
  return reply({});
}

/** `keys.enable` and `keys.disable`, told apart by the method id. */
export function switchKey(call: Call): Reply {
  selectKey(call).isDisabled = call.route.id.endsWith('.disable');
  return reply({});
}
