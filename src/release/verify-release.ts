import type {Diagnostic} from '../model/diagnostic.js';
import type {Manifest} from '../model/manifest.js';
import type {Release} from '../model/release.js';
import {deriveNamespaces} from './derive/derive-namespaces.js';
import {containersOf, imagesOf, isFloatingImage} from './derive/pod-facts.js';
import {formatManifest} from './find-token-leaks.js';
import {manifestId} from './manifests/manifest-id.js';
import {releaseDiagnostic} from './release-diagnostic.js';
import {namespaceName} from './select-namespaces.js';

/** The objects of a release for one deployment. */
export interface ReleaseObjects {
  /** Objects of the static manifests, of all directories. */
  readonly statics: readonly Manifest[];
  /** Objects that the chart renders to. */
  readonly rendered: readonly Manifest[];
  /** The configured prefix; empty for none. */
  readonly prefix: string;
}

/** What can be seen to go wrong before anything is applied; pure over the release's own objects. */
export function verifyRelease(release: Release, objects: ReleaseObjects): Diagnostic[] {
  const manifests = [...objects.statics, ...objects.rendered];
  return [
    ...manifests.flatMap(checkImages),
    ...checkNamedImages(release, manifests),
    ...checkDuplicates(objects),
    ...checkNamespaces(release, objects),
    ...checkCriticalWorkloads(release, manifests, objects.prefix),
  ];
}

function checkImages(manifest: Manifest): Diagnostic[] {
  const location = {file: manifest.file, line: manifest.line};
  const missing = containersOf(manifest)
    .filter((container) => typeof container.image !== 'string' || container.image.trim() === '')
    .map((container) =>
      releaseDiagnostic(
        'SHK_RELEASE_E0013',
        `The container ${String(container.name)} of ${formatManifest(manifest)} has no image`,
        {
          location,
        },
      ),
    );
  const floating = [...new Set(imagesOf(manifest).filter((image) => image !== '' && isFloatingImage(image)))].map(
    (image) =>
      releaseDiagnostic(
        'SHK_RELEASE_W0004',
        `The image ${image} of ${formatManifest(manifest)} may change under its name`,
        {
          location,
          tries: [{text: 'Name a tag that does not move, or a digest.'}],
        },
      ),
  );
  return [...missing, ...floating];
}

/** Images that whoever mirrors the release's images would miss. A mirror changes the registry, never the rest. */
function checkNamedImages(release: Release, manifests: readonly Manifest[]): Diagnostic[] {
  const named = new Set(release.images.flatMap((image) => [image, withoutRegistry(image)]));
  const users = new Map<string, Manifest>();
  for (const manifest of manifests)
    for (const image of imagesOf(manifest)) if (!users.has(image)) users.set(image, manifest);
  return [...users]
    .filter(([image]) => image !== '' && !named.has(image) && ![...named].some((known) => image.endsWith(`/${known}`)))
    .map(([image, manifest]) =>
      releaseDiagnostic(
        'SHK_RELEASE_W0006',
        `The release does not name the image ${image} of ${formatManifest(manifest)}`,
        {
          location: {file: manifest.file, line: manifest.line},
          tries: [{text: 'Add it under images in release.yaml.'}],
        },
      ),
    );
}

/** `gcr.io/a/b:1` without its registry is `a/b:1`; a first part without a dot or a port is no registry. */
function withoutRegistry(image: string): string {
  const [first = '', ...rest] = image.split('/');
  return rest.length > 0 && /[.:]/.test(first) ? rest.join('/') : image;
}

/** Objects that helm would refuse to take over, because they are applied before it. */
function checkDuplicates({statics, rendered}: ReleaseObjects): Diagnostic[] {
  const applied = new Map(statics.map((manifest) => [manifestId(manifest), manifest]));
  return rendered.flatMap((manifest) => {
    const before = applied.get(manifestId(manifest));
    if (!before) return [];
    return [
      releaseDiagnostic(
        'SHK_RELEASE_E0016',
        `${formatManifest(manifest)} stands in the chart and among the manifests`,
        {
          detail: `It is applied from ${before.file}:${before.line} first, and helm refuses to take over what it did not make.`,
          location: {file: manifest.file, line: manifest.line},
          tries: [{text: 'Leave it out of one of the two.'}],
        },
      ),
    ];
  });
}

function checkNamespaces(release: Release, {statics, rendered, prefix}: ReleaseObjects): Diagnostic[] {
  const known = new Set(
    release.namespaces.map(({name, isPrefixed}) => namespaceName({namespace: name, isPrefixed}, prefix)),
  );
  const home = release.namespaces.find((namespace) => namespace.name === release.chart.namespace);
  const namespace = namespaceName({namespace: release.chart.namespace, isPrefixed: home?.isPrefixed ?? false}, prefix);
  return deriveNamespaces({statics, rendered, namespace}, () => false)
    .filter(({name, createdBy}) => createdBy === 'installer' && name !== namespace && !known.has(name))
    .map(({name}) => {
      const user = [...statics, ...rendered].find((manifest) => manifest.namespace === name);
      return releaseDiagnostic('SHK_RELEASE_E0017', `Objects are put into the namespace ${name}, which nobody makes`, {
        ...(user
          ? {detail: `${formatManifest(user)} is one of them.`, location: {file: user.file, line: user.line}}
          : {}),
        tries: [{text: `Name ${name} under namespaces in release.yaml, with createdBy: installer.`}],
      });
    });
}

function checkCriticalWorkloads(release: Release, manifests: readonly Manifest[], prefix: string): Diagnostic[] {
  return release.criticalWorkloads
    .filter(
      (workload) =>
        !manifests.some(
          (manifest) =>
            manifest.kind === workload.kind &&
            manifest.namespace === namespaceName(workload, prefix) &&
            manifest.name.startsWith(workload.namePrefix),
        ),
    )
    .map((workload) =>
      releaseDiagnostic(
        'SHK_RELEASE_W0005',
        `The release calls ${workload.kind} ${namespaceName(workload, prefix)}/${workload.namePrefix} critical and does not hold it`,
        {location: {file: 'release.yaml'}, field: 'criticalWorkloads'},
      ),
    );
}
