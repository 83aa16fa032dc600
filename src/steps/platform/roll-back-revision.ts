import type {Manifest} from '../../model/manifest.js';
import type {HelmRelease} from '../../model/ports/helm.js';
import type {KubeTarget} from '../../model/ports/kube.js';
import type {Ports} from '../../model/ports/ports.js';
import {hasServed} from '../../model/select-last-served.js';
import type {StepIo} from '../../model/step.js';
import {manifestId} from '../../release/manifests/manifest-id.js';
import {parseRendered} from '../../release/parse-rendered.js';

/** Where helm keeps a release. */
export interface HelmPlace {
  readonly kubeconfig: string;
  readonly release: string;
  readonly namespace: string;
}

/**
 * Objects that the wanted revision has, the last one has not, and that stand all the same: helm compares the two
 * revisions and refuses them with “no Job with the name … found”. An upgrade that broke off leaves them, as it takes
 * away what is gone at its very end. https://github.com/helm/helm/blob/v3.17.3/pkg/kube/client.go#L402
 */
async function collectStranded(
  ports: Ports,
  target: KubeTarget,
  place: HelmPlace,
  from: number,
  to: number,
): Promise<readonly Manifest[]> {
  const [last, wanted] = await Promise.all(
    [from, to].map(
      async (revision) => parseRendered(await ports.helmRecords.fetchManifest({...place, revision})).manifests,
    ),
  );
  const known = new Set(last?.map(manifestId));
  const missing = (wanted ?? []).filter((manifest) => !known.has(manifestId(manifest)));
  const standing = await Promise.all(
    missing.map(async (manifest) => {
      const {apiVersion, kind, name, namespace = place.namespace} = manifest;
      return (await ports.kube.get(target, {apiVersion, kind, name, namespace})) !== undefined;
    }),
  );
  return missing.filter((_, index) => standing[index]);
}

/**
 * Jobs that revisions have started that broke off, and that the wanted one does not know: nobody would take them away.
 * Among them the hook that failed, which helm leaves to be looked at.
 */
async function collectLeftJobs(
  ports: Ports,
  place: HelmPlace,
  broken: readonly HelmRelease[],
  to: number,
): Promise<readonly Manifest[]> {
  const read = async (revision: number) => {
    const request = {...place, revision};
    const texts = await Promise.all([ports.helmRecords.fetchManifest(request), ports.helmRecords.fetchHooks(request)]);
    return texts.flatMap((text) => parseRendered(text).manifests);
  };
  const wanted = new Set((await read(to)).map(manifestId));
  const manifests = (await Promise.all(broken.map(({revision}) => read(revision)))).flat();
  return manifests.filter((manifest) => manifest.kind === 'Job' && !wanted.has(manifestId(manifest)));
}

/** Takes helm’s records of revisions that broke off out of its memory, so that it compares with the one that is deployed. */
async function removeBroken(
  ports: Ports,
  target: KubeTarget,
  {release, namespace}: HelmPlace,
  broken: readonly HelmRelease[],
) {
  for (const {revision} of broken)
    await ports.kubeRemovals.remove(target, {
      apiVersion: 'v1',
      kind: 'Secret',
      namespace,
      name: `sh.helm.release.v1.${release}.v${revision}`,
    });
}

/** Goes back to a revision, with what would make helm refuse out of the way: Jobs are run anew, nothing else is touched. */
export async function rollBackRevision(
  ports: Ports,
  target: KubeTarget | undefined,
  place: HelmPlace,
  {
    revisions,
    revision,
    io,
  }: {
    readonly revisions: readonly HelmRelease[];
    readonly revision: number;
    readonly io: Pick<StepIo, 'reportProgress'>;
  },
): Promise<void> {
  const last = revisions.at(-1);
  if (last !== undefined && last.revision !== revision && target !== undefined) {
    const broken = revisions.filter((entry) => entry.revision > revision && !hasServed(entry));
    const stranded = await collectStranded(ports, target, place, last.revision, revision);
    const jobs = stranded.filter(({kind}) => kind === 'Job');
    for (const {apiVersion, kind, name, namespace = place.namespace} of [
      ...jobs,
      ...(await collectLeftJobs(ports, place, broken, revision)),
    ])
      await ports.kubeRemovals.remove(target, {apiVersion, kind, name, namespace});
    if (stranded.length > jobs.length && broken.at(-1) === last) {
      io.reportProgress(`helm forgets ${broken.length} revisions that broke off`);
      await removeBroken(ports, target, place, broken);
    }
  }
  await ports.helm.rollback({...place, revision});
}
