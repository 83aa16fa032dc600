import type {HelmRelease} from '../../model/ports/helm.js';
import type {ReplacedObject} from '../../model/release-upgrade.js';
import type {Step} from '../../model/step.js';
import {noChange, selectSimpleChange} from '../changes.js';
import {type DeferredTarget, requireTarget, selectDeferredTarget, selectTarget} from '../cluster/kube-target.js';
import {defineStep} from '../define-step.js';
import {selectEarlyManifests, selectEarlyUpdates} from '../platform/select-chart-needs.js';
import {selectKindPermissions} from '../platform/select-kind-permissions.js';
import {selectChartNamespace, selectNamespace} from '../platform/select-namespace.js';

interface Desired {
  readonly target: DeferredTarget;
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string;
  readonly namePrefix: string;
  readonly reason: string;
  readonly helm: {readonly kubeconfig: string; readonly release: string; readonly namespace: string};
  /** Chart and version that the object is to come from. */
  readonly chart: string;
}

interface Actual {
  readonly names: readonly string[];
  /** Whether what stands is of the chart that is wanted already. */
  readonly isCurrent: boolean;
}

/** A chart that failed halfway may have left either form of an object. */
const isDeployed = (last: HelmRelease | undefined, chart: string) =>
  last?.status === 'deployed' && last.chart === chart;

const nameOf = ({kind, namespace, namePrefix}: ReplacedObject) => `${kind}/${namespace}/${namePrefix}`;

/** Removes what the chart can only make anew. `replaced` are the objects of the releases on both ends of the way. */
export function createReplaceObject(replaced: readonly ReplacedObject[]): Step {
  return defineStep<Desired, Actual>({
    id: 'upgrade/replace-object',
    runbook: '',
    phase: 'platform',
    title: 'Remove an object whose immutable fields change',
    titleOf: (instance) => `Remove ${instance.replace('/', ' ')}, which is made anew`,
    why: 'The API server lets nobody change a selector. The release names the objects that it makes anew; they go right before helm brings them back.',
    docs: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#label-selector-updates',
    actor: 'deployer',
    needs: ['values/render-values', 'values/apply-customisation', 'platform/await-issuer-webhook'],
    needsOf: (_instance, _config, release) => [...selectEarlyManifests(release), ...selectEarlyUpdates(release)],
    within: 'cluster/create-cluster',
    permissions: selectKindPermissions(['Secret'], ['list', 'get']),
    services: [],
    usualSeconds: [0, 5],
    timeoutMinutes: 10,
    instances: () => replaced.map(nameOf),
    desire(inputs) {
      const {config, release, places, instance} = inputs;
      const object = replaced.find((candidate) => nameOf(candidate) === instance);
      if (object === undefined) throw new Error(`nothing replaces ${instance}`);
      const {apiVersion, kind, namePrefix, reason} = object;
      return {
        target: selectDeferredTarget(inputs),
        apiVersion,
        kind,
        namespace: selectNamespace(config, object),
        namePrefix,
        reason,
        helm: {
          kubeconfig: `${places.state}/kubeconfig`,
          release: release.chart.releaseName,
          namespace: selectChartNamespace(config, release),
        },
        chart: `${release.chart.name}-${release.chart.version}`,
      };
    },
    async observe(ports, desired) {
      const target = selectTarget(desired.target);
      if (target === undefined) return {state: 'absent'};
      const {apiVersion, kind, namespace} = desired;
      const objects = await ports.kube.list(target, {apiVersion, kind, namespace});
      const names = objects.map(({metadata}) => metadata.name).filter((name) => name.startsWith(desired.namePrefix));
      const revisions = await ports.helm.history(desired.helm);
      return {
        state: 'present',
        actual: {names, isCurrent: isDeployed(revisions.at(-1), desired.chart)},
      };
    },
    diff(desired, observation) {
      const simple = selectSimpleChange(observation, noChange);
      if (simple !== undefined || observation.state !== 'present') return simple ?? noChange;
      const {names, isCurrent} = observation.actual;
      if (isCurrent || names.length === 0) return noChange;
      return {
        kind: 'update',
        fields: names.map((name) => ({
          path: `${desired.kind} ${name}`,
          from: 'there',
          to: `made anew: ${desired.reason}`,
        })),
      };
    },
    async apply(ports, desired) {
      const target = requireTarget(desired.target);
      const {apiVersion, kind, namespace} = desired;
      const objects = await ports.kube.list(target, {apiVersion, kind, namespace});
      for (const {metadata} of objects.filter(({metadata: {name}}) => name.startsWith(desired.namePrefix)))
        await ports.kubeRemovals.remove(target, {apiVersion, kind, namespace, name: metadata.name});
    },
    equivalent: ({kind, namespace, namePrefix}) => [
      ['kubectl', 'delete', kind.toLowerCase(), namePrefix, `--namespace=${namespace}`],
    ],
  });
}
