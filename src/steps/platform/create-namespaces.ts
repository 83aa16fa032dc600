import type {KubeObject} from '../../model/ports/kube.js';
import {noChange, selectSimpleChange} from '../changes.js';
import {type DeferredTarget, requireTarget, selectDeferredTarget, selectTarget} from '../cluster/kube-target.js';
import {defineStep} from '../define-step.js';
import {foreign, isOwned, selectOwnerLabels} from '../ownership.js';
import {selectKindPermissions} from './select-kind-permissions.js';
import {selectChartNamespace, selectNamespace} from './select-namespace.js';

interface Desired {
  readonly target: DeferredTarget;
  readonly create: readonly string[];
  /** Namespaces that the chart makes itself: helm refuses those that are there without its marks. */
  readonly charted: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  readonly adopt: boolean;
  readonly helmRelease: string;
  readonly helmNamespace: string;
}

interface Actual {
  readonly missing: readonly string[];
  readonly strangers: readonly string[];
}

const toObject = (
  name: string,
  labels: Readonly<Record<string, string>>,
  annotations: Readonly<Record<string, string>>,
): KubeObject => ({apiVersion: 'v1', kind: 'Namespace', metadata: {name, labels, annotations}});

export const createNamespaces = defineStep<Desired, Actual>({
  id: 'platform/create-namespaces',
  runbook: '17',
  phase: 'platform',
  title: 'Create the namespaces that the chart leaves out',
  why: 'The chart puts objects into namespaces that it does not create, and helm refuses namespaces that exist without its marks. So exactly those are made that are used and not contained.',
  docs: 'https://helm.sh/docs/faq/changes_since_helm2/#helm-install-now-requires-the-namespace-to-exist',
  actor: 'deployer',
  needs: ['cluster/await-api-server', 'iam/grant-roles[deployer]'],
  within: 'cluster/create-cluster',
  permissions: selectKindPermissions(['Namespace'], ['list', 'create', 'update']),
  services: [],
  usualSeconds: [0, 5],
  timeoutMinutes: 15,
  desire(inputs) {
    const {config, release} = inputs;
    const by = (creator: string) =>
      release.namespaces
        .filter(({createdBy}) => createdBy === creator)
        .map(({name, isPrefixed}) => selectNamespace(config, {namespace: name, isPrefixed}));
    return {
      target: selectDeferredTarget(inputs),
      create: by('installer'),
      charted: by('chart'),
      labels: selectOwnerLabels(config),
      adopt: config.namespaces.adopt,
      helmRelease: release.chart.releaseName,
      helmNamespace: selectChartNamespace(config, release),
    };
  },
  async observe(ports, desired) {
    const target = selectTarget(desired.target);
    if (target === undefined) return {state: 'absent'};
    const standing = await ports.kube.list(target, {apiVersion: 'v1', kind: 'Namespace'});
    const labelsOf = (name: string) => standing.find((object) => object.metadata.name === name)?.metadata.labels;
    const missing = desired.create.filter((name) => labelsOf(name) === undefined);
    const isStranger = (name: string) => {
      const object = standing.find((candidate) => candidate.metadata.name === name);
      return object !== undefined && object.metadata.annotations?.['meta.helm.sh/release-name'] !== desired.helmRelease;
    };
    const unowned = desired.create.filter(
      (name) => labelsOf(name) !== undefined && !isOwned(labelsOf(name) ?? {}, desired.labels),
    );
    if (missing.length === desired.create.length && missing.length > 0) return {state: 'absent'};
    return {state: 'present', actual: {missing, strangers: [...unowned, ...desired.charted.filter(isStranger)]}};
  },
  diff(desired, observation) {
    const simple = selectSimpleChange(observation);
    if (simple !== undefined || observation.state !== 'present') return simple ?? noChange;
    const {missing, strangers} = observation.actual;
    if (strangers.length > 0 && !desired.adopt) {
      const tries = [{text: 'To take them over, set namespaces.adopt: true. To stay apart, set namespaces.prefix.'}];
      return foreign(
        'SHK_PLATFORM_E1101',
        'Namespaces of the platform exist and are not this deployment’s.',
        strangers.join(', '),
        tries,
        'https://helm.sh/docs/faq/troubleshooting/',
      );
    }
    if (missing.length === 0 && strangers.length > 0)
      return {
        kind: 'update',
        fields: strangers.map((name) => ({
          path: `namespace ${name}`,
          from: 'somebody else’s',
          to: 'this deployment’s',
        })),
      };
    return missing.length === 0
      ? noChange
      : {kind: 'update', fields: missing.map((name) => ({path: `namespace ${name}`, from: 'missing', to: 'present'}))};
  },
  async apply(ports, desired) {
    const target = requireTarget(desired.target);
    for (const name of desired.create)
      await ports.kube.apply(target, toObject(name, desired.labels, {}), {isDryRun: false, force: desired.adopt});
    if (!desired.adopt) return;
    // Helm takes over what carries its marks. https://helm.sh/docs/faq/changes_since_helm3/
    const annotations = {
      'meta.helm.sh/release-name': desired.helmRelease,
      'meta.helm.sh/release-namespace': desired.helmNamespace,
    };
    const standing = new Set(
      (await ports.kube.list(target, {apiVersion: 'v1', kind: 'Namespace'})).map(({metadata}) => metadata.name),
    );
    for (const name of desired.charted.filter((charted) => standing.has(charted))) {
      await ports.kube.apply(target, toObject(name, {'app.kubernetes.io/managed-by': 'Helm'}, annotations), {
        isDryRun: false,
        force: true,
      });
    }
  },
  equivalent: ({create}) => create.map((name) => ['kubectl', 'create', 'namespace', name]),
});
