import {CloudFailure} from '../../model/cloud-failure.js';
import type {HelmRelease} from '../../model/ports/helm.js';
import type {Ports} from '../../model/ports/ports.js';
import {selectLastServed} from '../../model/select-last-served.js';
import {parseRendered} from '../../release/parse-rendered.js';
import {noChange, selectSimpleChange} from '../changes.js';
import {type DeferredTarget, requireTarget, selectDeferredTarget, selectTarget} from '../cluster/kube-target.js';
import {defineStep} from '../define-step.js';
import {foreign} from '../ownership.js';
import {selectChartDirectory, selectValuesFiles} from '../values/staged-release.js';
import {clearPendingRelease} from './clear-pending-release.js';
import {compareWithManifest, type ManifestComparison} from './compare-with-manifest.js';
import {formatObjectName} from './judge-object.js';
import {selectEarlyManifests, selectEarlyUpdates} from './select-chart-needs.js';
import {selectKindPermissions} from './select-kind-permissions.js';
import {selectChartNamespace} from './select-namespace.js';
import {selectOrigin} from './select-origin.js';

interface Desired {
  readonly target: DeferredTarget;
  readonly kubeconfig: string;
  readonly release: string;
  readonly namespace: string;
  readonly chartDirectory: string;
  readonly valuesFiles: readonly string[];
  readonly chart: string;
}

interface Actual extends ManifestComparison {
  readonly last: HelmRelease;
  readonly lastDeployed: number | undefined;
  /** Whether the last revision was made of the files that stand now. */
  readonly isCurrent: boolean;
}

/** Hooks are waited for by helm itself; the workloads by a step of their own. */
const hookTimeoutMs = 20 * 60_000;

const describe = (digest: string) => `shakinstall ${digest}`;

const gone = 'missing';
const changed = 'different';

/** The objects of a revision, as helm wrote them to the cluster. */
const fetchManifests = async (ports: Pick<Ports, 'helmRecords'>, desired: Desired, revision: number) =>
  parseRendered(await ports.helmRecords.fetchManifest({...desired, revision})).manifests;

export const installRelease = defineStep<Desired, Actual>({
  id: 'platform/install-release',
  runbook: '19',
  phase: 'platform',
  title: 'Install the platform’s chart',
  why: 'helm upgrade --install with the staged chart and values. A revision that a killed helm left pending is rolled back to the last deployed one, or removed where there is none, before anything else. Nodes may still be coming: pods wait for them, the chart need not.',
  docs: 'https://helm.sh/docs/helm/helm_upgrade/',
  actor: 'deployer',
  needs: [
    'platform/create-namespaces',
    'platform/await-issuer-webhook',
    'tls/apply-solver-secret',
    'values/render-values',
    'values/apply-customisation',
    'network/create-firewall-rule',
    'storage/create-bucket',
    'storage/create-disk',
    'cluster/write-kubeconfig',
    'upgrade/replace-object',
  ],
  within: 'cluster/create-cluster',
  needsOf: (_instance, _config, release) => [...selectEarlyManifests(release), ...selectEarlyUpdates(release)],
  permissions: [
    // Helm keeps its revisions in Secrets. https://helm.sh/docs/topics/advanced/#storage-backends
    ...selectKindPermissions(['Secret'], ['list', 'get', 'create', 'update', 'delete']),
    // What an upgrade that broke off has left in the way of a rollback.
    ...selectKindPermissions(['batch/Job'], ['get', 'delete']),
  ],
  permissionsOf: (_config, {kinds}) => [
    ...selectKindPermissions(kinds.chart, ['get', 'create', 'update']),
    // Hooks are jobs, and helm waits for them.
    ...selectKindPermissions(kinds.chart.includes('batch/Job') ? ['batch/Job'] : [], ['list']),
  ],
  services: [],
  usualSeconds: [20, 300],
  timeoutMinutes: 40,
  desire: (inputs) => ({
    target: selectDeferredTarget(inputs),
    kubeconfig: `${inputs.places.state}/kubeconfig`,
    release: inputs.release.chart.releaseName,
    namespace: selectChartNamespace(inputs.config, inputs.release),
    chartDirectory: selectChartDirectory(inputs),
    valuesFiles: selectValuesFiles(inputs),
    chart: `${inputs.release.chart.name}-${inputs.release.chart.version}`,
  }),
  async observe(ports, desired) {
    if ((await ports.files.stat(desired.kubeconfig)) === undefined) return {state: 'absent'};
    const revisions = await ports.helm.history(desired);
    const last = revisions.at(-1);
    if (last === undefined) return {state: 'absent'};
    const digests = await Promise.all(
      [desired.chartDirectory, ...desired.valuesFiles].map((path) => ports.files.digest(path)),
    );
    const lastDeployed = selectLastServed(revisions)?.revision;
    const isCurrent = selectOrigin(revisions).includes(describe(digests.join('.')));
    const target = selectTarget(desired.target);
    const isStanding = isCurrent && last.status === 'deployed' && target !== undefined;
    const comparison = isStanding
      ? await compareWithManifest(ports, target, await fetchManifests(ports, desired, last.revision), desired.namespace)
      : {missing: [], differing: []};
    return {state: 'present', actual: {last, lastDeployed, isCurrent, ...comparison}};
  },
  diff(desired, observation) {
    const simple = selectSimpleChange(observation);
    if (simple !== undefined || observation.state !== 'present') return simple ?? noChange;
    const {last, isCurrent, missing, differing} = observation.actual;
    if (!last.chart.startsWith(desired.chart.slice(0, desired.chart.lastIndexOf('-')))) {
      const command = `helm history ${desired.release} --namespace ${desired.namespace}`;
      return foreign('SHK_PLATFORM_E1102', `Helm release ${desired.release} holds another chart.`, last.chart, [
        {text: 'Look at it, then uninstall or rename it.', command},
      ]);
    }
    const fields = [
      ...missing.map((path) => ({path, from: gone, to: 'present'})),
      ...differing.map((path) => ({path, from: changed, to: 'as in the release'})),
    ];
    if (fields.length > 0) return {kind: 'update', fields};
    if (last.status === 'deployed' && isCurrent) return noChange;
    return {
      kind: 'update',
      fields: [
        {
          path: `helm release ${desired.release}`,
          from: `revision ${last.revision}, ${last.status}`,
          to: isCurrent ? 'deployed' : 'this chart and these values',
        },
      ],
    };
  },
  async apply(ports, desired, change, io) {
    // A release that was absent a moment ago has no revision that could be in the way.
    const revisions = change.kind === 'create' ? [] : await ports.helm.history(desired);
    await clearPendingRelease(ports, selectTarget(desired.target), desired, revisions, io);
    const fields = change.kind === 'update' ? change.fields : [];
    const altered = new Set(fields.filter(({from}) => from === changed).map(({path}) => path));
    if (altered.size > 0) {
      // Helm 3 compares custom objects with its last manifest alone, and would leave them as somebody made them.
      const manifests = await fetchManifests(ports, desired, revisions.at(-1)?.revision ?? 1);
      for (const {object, namespace = desired.namespace} of manifests)
        if (altered.has(formatObjectName(object)))
          await ports.kube.apply(
            requireTarget(desired.target),
            {...object, metadata: {...object.metadata, namespace}},
            {isDryRun: false, force: true},
          );
      io.reportProgress(`${altered.size} objects are as in the release again`);
      if (altered.size === fields.length) return;
    }
    const digests = await Promise.all(
      [desired.chartDirectory, ...desired.valuesFiles].map((path) => ports.files.digest(path)),
    );
    io.reportProgress(
      change.kind === 'create'
        ? 'helm installs the chart and waits for its hooks'
        : 'helm upgrades the chart and waits for its hooks',
    );
    try {
      await ports.helm.upgrade({
        ...desired,
        description: describe(digests.join('.')),
        timeoutMs: hookTimeoutMs,
        signal: io.signal,
      });
    } catch (error) {
      if (
        error instanceof CloudFailure &&
        /context deadline exceeded|connection (refused|reset)|TLS handshake timeout|: Unauthorized$/.test(error.message)
      )
        throw new CloudFailure('unavailable', error.message, {action: 'helm upgrade', cause: error});
      throw error;
    }
  },
  outputNames: ['revision'],
  outputs: (_desired, actual) => ({revision: String(actual.last.revision)}),
  equivalent: ({kubeconfig, release, namespace, chartDirectory, valuesFiles}) => [
    [
      'helm',
      'upgrade',
      '--install',
      release,
      chartDirectory,
      `--kubeconfig=${kubeconfig}`,
      `--namespace=${namespace}`,
      ...valuesFiles.map((file) => `--values=${file}`),
    ],
  ],
});
