import {isPending} from '../../model/classify-pending.js';
import type {HelmRelease} from '../../model/ports/helm.js';
import type {ReplacedObject} from '../../model/release-upgrade.js';
import type {Step} from '../../model/step.js';
import {noChange, selectSimpleChange} from '../changes.js';
import {type DeferredTarget, selectDeferredTarget, selectTarget} from '../cluster/kube-target.js';
import {defineStep} from '../define-step.js';
import {rollBackRevision} from '../platform/roll-back-revision.js';
import {selectEarlyManifests} from '../platform/select-chart-needs.js';
import {selectKindPermissions} from '../platform/select-kind-permissions.js';
import {selectChartNamespace, selectNamespace} from '../platform/select-namespace.js';

interface Desired {
  readonly kubeconfig: string;
  readonly release: string;
  readonly namespace: string;
  readonly revision: number;
  readonly target: DeferredTarget;
  /** What was taken away on the way forth, and has to be there. */
  readonly replaced: ReadonlyArray<Pick<ReplacedObject, 'apiVersion' | 'kind' | 'namespace' | 'namePrefix'>>;
}

interface Actual {
  readonly last: HelmRelease;
  readonly missing: readonly string[];
}

/** Goes back to a revision of helm's, which keeps every manifest as it was. */
export function createRollBackRelease(revision: number, replaced: readonly ReplacedObject[]): Step {
  return defineStep<Desired, Actual>({
    id: 'upgrade/roll-back-release',
    runbook: '',
    phase: 'platform',
    title: `Roll the chart back to revision ${revision}`,
    why: 'helm rollback brings back what it kept of the revision: every object of the chart. Data, claims, definitions and what hooks did are not its to bring back.',
    docs: 'https://helm.sh/docs/helm/helm_rollback/',
    actor: 'deployer',
    needs: [
      'upgrade/replace-object',
      'platform/create-namespaces',
      'platform/await-issuer-webhook',
      'values/render-values',
      'cluster/write-kubeconfig',
    ],
    needsOf: (_instance, _config, release) => selectEarlyManifests(release),
    within: 'cluster/create-cluster',
    permissions: [
      ...selectKindPermissions(['Secret'], ['list', 'get', 'create', 'update', 'delete']),
      ...selectKindPermissions(['batch/Job'], ['get', 'delete']),
    ],
    permissionsOf: (_config, {kinds}) => selectKindPermissions(kinds.chart, ['get', 'create', 'update']),
    services: [],
    usualSeconds: [10, 120],
    timeoutMinutes: 30,
    desire: (inputs) => ({
      kubeconfig: `${inputs.places.state}/kubeconfig`,
      release: inputs.release.chart.releaseName,
      namespace: selectChartNamespace(inputs.config, inputs.release),
      revision,
      target: selectDeferredTarget(inputs),
      replaced: replaced.map(({apiVersion, kind, namePrefix, ...place}) => ({
        apiVersion,
        kind,
        namePrefix,
        namespace: selectNamespace(inputs.config, place),
      })),
    }),
    async observe(ports, desired) {
      const last = (await ports.helm.history(desired)).at(-1);
      if (last === undefined) return {state: 'absent'};
      const target = selectTarget(desired.target);
      const missing: string[] = [];
      for (const {apiVersion, kind, namespace, namePrefix} of target === undefined ? [] : desired.replaced) {
        const objects = await ports.kube.list(target as NonNullable<typeof target>, {apiVersion, kind, namespace});
        if (!objects.some(({metadata}) => metadata.name.startsWith(namePrefix)))
          missing.push(`${kind} ${namespace}/${namePrefix}`);
      }
      return {state: 'present', actual: {last, missing}};
    },
    diff(desired, observation) {
      const simple = selectSimpleChange(observation);
      if (simple !== undefined || observation.state !== 'present') return simple ?? noChange;
      const {last, missing} = observation.actual;
      const isThere = last.revision === revision || last.description === `Rollback to ${revision}`;
      if (last.status === 'deployed' && isThere && missing.length === 0) return noChange;
      return {
        kind: 'update',
        fields: [
          {
            path: `helm release ${desired.release}`,
            from: `revision ${last.revision}, ${last.status}`,
            to: `revision ${revision} again`,
          },
        ],
      };
    },
    async apply(ports, desired, _change, io) {
      const revisions = await ports.helm.history(desired);
      const last = revisions.at(-1);
      if (last !== undefined && isPending(last.status))
        io.reportProgress(`revision ${last.revision} was left ${last.status}`);
      await rollBackRevision(ports, selectTarget(desired.target), desired, {revisions, revision: desired.revision, io});
    },
    outputNames: ['revision'],
    outputs: (_desired, {last}) => ({revision: String(last.revision)}),
    equivalent: ({kubeconfig, release, namespace}) => [
      ['helm', 'rollback', release, String(revision), `--kubeconfig=${kubeconfig}`, `--namespace=${namespace}`],
    ],
  });
}
