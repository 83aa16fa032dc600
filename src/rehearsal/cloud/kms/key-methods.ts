import type {Call, Reply} from '../http/call.js';
import {reply} from '../http/call.js';
import {CloudRefusal} from '../http/cloud-refusal.js';
import type {Json} from '../json.js';
import {formatTime} from '../operations/format-time.js';

/** A destroyed version stays this long: https://cloud.google.com/kms/docs/destroy-restore */
const destructionMs = 30 * 86_400_000;

function ringName(call: Call, ring = call.params.ring): string {
  return `projects/${call.params.project}/locations/${call.params.location}/keyRings/${ring}`;
}

function keyName(call: Call, key = call.params.key): string {
  return `${ringName(call)}/cryptoKeys/${key}`;
}

function select(call: Call, kind: string, name: string): Json {
  const found = call.context.state.kms[name];
  if (found) return found;
  throw new CloudRefusal(404, `${kind} ${name} not found.`, {reason: ''});
}

function checkId(call: Call, kind: string, id: string, name: string): void {
  if (!/^[\w-]{1,63}$/.test(id)) throw new CloudRefusal(400, `Invalid ${kind} id "${id}".`, {reason: ''});
  if (call.context.state.kms[name]) throw new CloudRefusal(409, `${kind} ${name} already exists.`, {reason: ''});
}

export function createRing(call: Call): Reply {
  const id = call.query.get('keyRingId') ?? '';
  const name = ringName(call, id);
  checkId(call, 'KeyRing', id, name);
  const ring = {name, createTime: formatTime(call.context.clock.now())};
  call.context.state.kms[name] = ring;
  return reply(ring);
}

export function readRing(call: Call): Reply {
  return reply(select(call, 'KeyRing', ringName(call)));
}

/** `cryptoKeys.create` with its first version. */
export function createKey(call: Call): Reply {
  const {body, context, query} = call;
  select(call, 'KeyRing', ringName(call));
  const id = query.get('cryptoKeyId') ?? '';
  const name = keyName(call, id);
  checkId(call, 'CryptoKey', id, name);
  const time = formatTime(context.clock.now());
  const isSymmetric = !body.purpose || body.purpose === 'ENCRYPT_DECRYPT';
  const template = {
    protectionLevel: 'SOFTWARE',
    algorithm: isSymmetric ? 'GOOGLE_SYMMETRIC_ENCRYPTION' : undefined,
    ...body.versionTemplate,
  };
  if (!template.algorithm)
    throw new CloudRefusal(400, 'The algorithm of the version template is required.', {reason: ''});
  const primary = {
    name: `${name}/cryptoKeyVersions/1`,
    state: 'ENABLED',
    ...template,
    createTime: time,
    generateTime: time,
  };
  const key = {
    name,
    primary,
    purpose: body.purpose ?? 'ENCRYPT_DECRYPT',
    createTime: time,
    versionTemplate: template,
    ...(body.labels && {labels: body.labels}),
    destroyScheduledDuration: `${destructionMs / 1000}s`,
  };
  context.state.kms[name] = key;
  return reply(key);
}

export function readKey(call: Call): Reply {
  return reply(select(call, 'CryptoKey', keyName(call)));
}

export function listVersions(call: Call): Reply {
  const {primary} = select(call, 'CryptoKey', keyName(call));
  return reply({cryptoKeyVersions: [primary], totalSize: 1});
}

/** `cryptoKeyVersions.destroy`: scheduled, not done at once. */
export function destroyVersion(call: Call): Reply {
  const {primary} = select(call, 'CryptoKey', keyName(call));
  const name = `${keyName(call)}/cryptoKeyVersions/${call.params.number}`;
  if (primary.name !== name) throw new CloudRefusal(404, `CryptoKeyVersion ${name} not found.`, {reason: ''});
  if (primary.state !== 'ENABLED')
    throw new CloudRefusal(400, `${name} is not enabled, current state is: ${primary.state}.`, {
      status: 'FAILED_PRECONDITION',
      reason: '',
    });
  Object.assign(primary, {
    state: 'DESTROY_SCHEDULED',
    destroyTime: formatTime(call.context.clock.now() + destructionMs),
  });
  return reply(primary);
}
