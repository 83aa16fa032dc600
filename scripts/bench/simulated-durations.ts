import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {parseAllDocuments} from 'yaml';

/** An event of a journal, as far as a bench reads it. */
export interface JournalEvent {
  readonly code: string;
  readonly at: string;
  readonly data: {
    readonly step?: string;
    readonly operation?: string;
    readonly steps?: ReadonlyArray<{readonly key: string}>;
  };
}

// biome-ignore lint/suspicious/noExplicitAny: a snapshot is an open record; each reader below narrows what it uses
type Snapshot = any;

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly lastTransitionTime?: string;
}

const ms = (text: string | undefined) => (text === undefined ? Number.NaN : Date.parse(text));

/** From its creation until an object was ready or complete, by the server's own times. */
function selectReadyMs(object: Snapshot): number {
  const conditions: readonly Condition[] = object.status?.conditions ?? [];
  const ready = conditions.find(
    ({type, status}) => ['Available', 'Complete', 'Ready', 'Established'].includes(type) && status === 'True',
  );
  return ms(ready?.lastTransitionTime) - ms(object.metadata.creationTimestamp);
}

const largest = (values: readonly number[]) => Math.max(0, ...values.filter((value) => Number.isFinite(value)));

/** Names of the Deployments that a directory of manifests makes. */
function listDeployments(directory: string): readonly string[] {
  return readdirSync(directory)
    .filter((name) => /\.ya?ml$/.test(name))
    .flatMap((name) =>
      parseAllDocuments(readFileSync(join(directory, name), 'utf8')).map((document) => document.toJS() as Snapshot),
    )
    .filter((object) => object?.kind === 'Deployment')
    .map((object) => object.metadata.name as string);
}

/**
 * How long the world itself took for each step, in virtual milliseconds: Google's operations from start
 * to end, lags until grants and APIs are felt, workloads from creation to readiness. What the installer
 * adds by looking, asking and computing is not in it; where the world keeps no time, the step counts as
 * nothing, which only makes the installer look slower.
 */
export function selectSimulatedDurations(
  world: Snapshot,
  journal: readonly JournalEvent[],
  objects: readonly Snapshot[],
  releaseDirectory: string,
): ReadonlyMap<string, number> {
  const durations = new Map<string, number>();
  const add = (step: string, value: number) => {
    if (Number.isFinite(value) && value > 0) durations.set(step, (durations.get(step) ?? 0) + value);
  };
  const operations = Object.values(world.cloud.operations) as Snapshot[];
  for (const {code, data} of journal) {
    if (code !== 'OperationAnnounced' || data.step === undefined || data.operation === undefined) continue;
    const operation = operations.find((candidate) => String(candidate.name).endsWith(data.operation ?? '?'));
    add(
      data.step,
      (operation?.endMs ?? ms(operation?.endTime)) -
        (operation?.startMs ?? ms(operation?.startTime ?? operation?.insertTime)),
    );
  }
  // GKE upgrades a new control plane by itself, and nothing else may happen meanwhile.
  for (const operation of operations) {
    if (operation.operationType === 'UPGRADE_MASTER')
      add('cluster/create-cluster', operation.endMs - operation.startMs);
  }
  const startOf = (step: string) =>
    ms(journal.find(({code, data}) => code === 'StepStarted' && data.step === step)?.at);
  const project =
    Object.keys(world.cloud.services).find(
      (id) => world.cloud.projects[id]?.labels?.['shakinstall-deployment'] !== undefined,
    ) ?? '';
  const usable = Object.values(world.cloud.services[project] ?? {}).map(
    (service) => (service as Snapshot).usableFromMs as number,
  );
  durations.set('project/enable-services', largest(usable.map((from) => from - startOf('project/enable-services'))));
  const grants = Object.entries(world.cloud.policies[`projects/${project}`]?.grants ?? {}).filter(([key]) =>
    key.includes('serviceAccount:'),
  );
  durations.set(
    'iam/grant-roles[deployer]',
    largest(grants.map(([, grant]) => (grant as Snapshot).fromMs - startOf('iam/grant-roles[deployer]'))),
  );
  for (const directory of ['static/prometheus-1', 'static/prometheus-2', 'static/cert-manager']) {
    const names = listDeployments(join(releaseDirectory, directory));
    add(
      `platform/apply-manifests[${directory}]`,
      largest(
        objects
          .filter((object) => object.kind === 'Deployment' && names.includes(object.metadata.name))
          .map(selectReadyMs),
      ),
    );
  }
  const helmObjects = objects.filter((object) => object.metadata.labels?.['app.kubernetes.io/managed-by'] === 'Helm');
  add(
    'platform/await-workloads',
    largest(helmObjects.filter(({kind}) => kind === 'Deployment' || kind === 'Job').map(selectReadyMs)),
  );
  return durations;
}

/** The longest way through a graph whose nodes take the given times. */
export function selectCriticalPath(
  steps: ReadonlyArray<{readonly key: string; readonly needs: readonly string[]}>,
  durations: ReadonlyMap<string, number>,
): {readonly totalMs: number; readonly path: readonly string[]} {
  const best = new Map<string, {readonly totalMs: number; readonly path: readonly string[]}>();
  for (const {key, needs} of steps) {
    const before = needs.map((need) => best.get(need)).filter((found) => found !== undefined);
    const longest = before.reduce((a, b) => (b.totalMs > a.totalMs ? b : a), {
      totalMs: 0,
      path: [] as readonly string[],
    });
    const own = durations.get(key) ?? 0;
    best.set(key, {totalMs: longest.totalMs + own, path: own > 0 ? [...longest.path, key] : longest.path});
  }
  return [...best.values()].reduce((a, b) => (b.totalMs > a.totalMs ? b : a), {totalMs: 0, path: []});
}
