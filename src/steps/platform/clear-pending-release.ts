import {classifyPending, isPending} from '../../model/classify-pending.js';
import {DiagnosticError} from '../../model/diagnostic-error.js';
import type {HelmRelease} from '../../model/ports/helm.js';
import type {KubeTarget} from '../../model/ports/kube.js';
import type {Ports} from '../../model/ports/ports.js';
import {selectLastServed} from '../../model/select-last-served.js';
import type {StepIo} from '../../model/step.js';
import {type HelmPlace, rollBackRevision} from './roll-back-revision.js';

/** When a revision's record was made, by the server's clock: helm's own time is that of whoever ran it. */
export async function fetchRevisionTime(
  ports: Pick<Ports, 'kube'>,
  target: KubeTarget,
  {release, namespace}: Pick<HelmPlace, 'release' | 'namespace'>,
  revision: number,
): Promise<number | undefined> {
  const records = await ports.kube.list(target, {
    apiVersion: 'v1',
    kind: 'Secret',
    namespace,
    labelSelector: `owner=helm,name=${release},version=${revision}`,
    isMetadataOnly: true,
  });
  const beganMs = Date.parse(records[0]?.metadata.creationTimestamp ?? '');
  return Number.isNaN(beganMs) ? undefined : beganMs;
}

function refuse({release, namespace}: HelmPlace, last: HelmRelease, beganMs: number | undefined): never {
  const since = beganMs === undefined ? '' : ` since ${new Date(beganMs).toISOString()}`;
  throw new DiagnosticError([
    {
      code: 'SHK_PLATFORM_E1104',
      summary: `Somebody else’s helm may still be at work on ${release}.`,
      detail: `revision ${last.revision} is ${last.status}${since}, and no run of this deployment began it`,
      tries: [
        {text: 'Find who runs it, and let it end.', command: `helm history ${release} --namespace ${namespace}`},
        {text: 'Half an hour after it began it counts as abandoned, and the same command clears it.'},
      ],
      docs: 'https://helm.sh/docs/helm/helm_history/',
      blame: 'user',
    },
  ]);
}

/** Takes a revision that a killed helm left pending out of the way: back to the last deployed one, or removed where there is none. */
export async function clearPendingRelease(
  ports: Ports,
  target: KubeTarget | undefined,
  place: HelmPlace,
  revisions: readonly HelmRelease[],
  io: Pick<StepIo, 'interruptedSince' | 'reportProgress'>,
): Promise<void> {
  const last = revisions.at(-1);
  if (last === undefined || !isPending(last.status)) return;
  const beganMs = target === undefined ? undefined : await fetchRevisionTime(ports, target, place, last.revision);
  const verdict = classifyPending(
    {revision: last.revision, status: last.status, beganMs},
    {nowMs: ports.clock.now(), ownedSinceMs: io.interruptedSince},
  );
  if (verdict === 'running') refuse(place, last, beganMs);
  const lastDeployed = selectLastServed(revisions);
  const whose = verdict === 'ours' ? 'by an interrupted run of this deployment' : 'and abandoned';
  io.reportProgress(`revision ${last.revision} was left ${last.status} ${whose}`);
  if (lastDeployed === undefined) await ports.helm.uninstall(place);
  else await rollBackRevision(ports, target, place, {revisions, revision: lastDeployed.revision, io});
}
