import type {Manifest} from '../../model/manifest.js';
import type {KeySecret} from '../../model/release.js';
import {formatManifest} from '../find-token-leaks.js';
import {containersOf, fieldsOf, itemsOf, podTemplateOf, valueAt} from './pod-facts.js';

/** By what a Secret with one of the runbook's key pairs is known. */
const PURPOSES: ReadonlyArray<{
  readonly purpose: KeySecret['purpose'];
  readonly pattern: RegExp;
  readonly key: string;
}> = [
  {purpose: 'sshportal', pattern: /ssh-?portal|id_ed25519/, key: 'id_ed25519'},
  {purpose: 'git', pattern: /deploy-?key|git-?(ssh|key)|id_rsa/, key: 'id_rsa'},
];

interface Reference {
  readonly namespace: string;
  readonly name: string;
  readonly keys: readonly string[];
  readonly user: Manifest;
}

/**
 * Secrets that pods cannot start without and that nothing makes: those that hold the generated keys, and notes of
 * the rest.
 */
export function deriveKeySecrets(manifests: readonly Manifest[], home: string, isPrefixed: (name: string) => boolean) {
  const made = new Set(
    manifests.flatMap((manifest) => listMade(manifest).map((name) => `${manifest.namespace ?? home}/${name}`)),
  );
  const missing = new Map<string, Reference>();
  for (const reference of manifests.flatMap((manifest) => listReferences(manifest, home))) {
    const id = `${reference.namespace}/${reference.name}`;
    if (!made.has(id) && !missing.has(id)) missing.set(id, reference);
  }
  const secrets: KeySecret[] = [];
  const notes: string[] = [];
  for (const [id, {namespace, name, keys, user}] of missing) {
    const known = PURPOSES.find(({pattern}) => pattern.test([name, ...keys].join(' ')));
    if (known)
      secrets.push({purpose: known.purpose, namespace, isPrefixed: isPrefixed(namespace), name, key: known.key});
    else
      notes.push(`${formatManifest(user)} needs the Secret ${id}, which nothing makes: its pods do not start without.`);
  }
  return {secrets, notes};
}

/** Secrets that an object is or, as a certificate, becomes. */
function listMade(manifest: Manifest): string[] {
  if (manifest.kind === 'Secret') return [manifest.name];
  return manifest.kind === 'Certificate' ? [String(valueAt(manifest.object, 'spec.secretName'))] : [];
}

function listReferences(manifest: Manifest, home: string): Reference[] {
  const namespace = manifest.namespace ?? home;
  const containers = containersOf(manifest);
  const volumes = itemsOf(podTemplateOf(manifest)?.spec.volumes).map((volume) => fieldsOf(fieldsOf(volume).secret));
  const variables = containers
    .flatMap((container) => itemsOf(container.env))
    .map((entry) => fieldsOf(valueAt(entry, 'valueFrom.secretKeyRef')));
  const sources = containers
    .flatMap((container) => itemsOf(container.envFrom))
    .map((entry) => fieldsOf(fieldsOf(entry).secretRef));
  return [
    ...volumes.map((volume) => ({
      name: volume.secretName,
      keys: itemsOf(volume.items).map((item) => fieldsOf(item).key),
      isOptional: volume.optional === true,
    })),
    ...[...variables, ...sources].map(({name, key, optional}) => ({name, keys: [key], isOptional: optional === true})),
  ].flatMap(({name, keys, isOptional}) =>
    typeof name === 'string' && !isOptional
      ? [{namespace, name, keys: keys.filter((key) => typeof key === 'string'), user: manifest}]
      : [],
  );
}
