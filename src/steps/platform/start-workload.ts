import type {Release} from '../../model/release.js';
import {noChange, selectSimpleChange} from '../changes.js';
import {type DeferredTarget, requireTarget, selectDeferredTarget, selectTarget} from '../cluster/kube-target.js';
import {defineStep} from '../define-step.js';
import {selectKindPermissions} from './select-kind-permissions.js';
import {selectNamespace} from './select-namespace.js';

interface Desired {
  readonly target: DeferredTarget;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

const nameOf = ({namespace, name}: Release['idleWorkloads'][number]) => `${namespace}/${name}`;

export const startWorkload = defineStep<Desired, {readonly replicas: number}>({
  id: 'platform/start-workload',
  runbook: '22',
  phase: 'platform',
  title: 'Start a workload that the chart leaves idle',
  titleOf: (instance) => `Start ${instance}`,
  why: 'The chart makes this workload with no replicas, to be scaled up by hand once Keycloak is configured; until then every request is refused. A later helm upgrade leaves the number alone, because the chart itself does not change it.',
  docs: 'https://helm.sh/docs/faq/changes_since_helm2/#improved-upgrade-strategy-3-way-strategic-merge-patches',
  actor: 'deployer',
  needs: ['platform/install-release', 'upgrade/roll-back-release'],
  within: 'cluster/create-cluster',
  permissions: [],
  permissionsOf: (_config, {idleWorkloads}) =>
    selectKindPermissions(
      idleWorkloads.map(({kind}) => `apps/${kind}`),
      ['get', 'update'],
    ),
  services: [],
  usualSeconds: [0, 2],
  timeoutMinutes: 5,
  instances: (_config, release) => release.idleWorkloads.map(nameOf),
  desire(inputs) {
    const {config, release, instance} = inputs;
    const workload = release.idleWorkloads.find((candidate) => nameOf(candidate) === instance);
    if (workload === undefined) throw new Error(`the release names no idle workload ${instance}`);
    return {
      target: selectDeferredTarget(inputs),
      kind: workload.kind,
      namespace: selectNamespace(config, workload),
      name: workload.name,
    };
  },
  async observe(ports, {target, kind, namespace, name}) {
    const known = selectTarget(target);
    const object = known && (await ports.kube.get(known, {apiVersion: 'apps/v1', kind, namespace, name}));
    if (object === undefined) return {state: 'absent'};
    const {replicas = 1} = (object.spec ?? {}) as {readonly replicas?: number};
    return {state: 'present', actual: {replicas}};
  },
  diff(_desired, observation) {
    const simple = selectSimpleChange(observation);
    if (simple !== undefined || observation.state !== 'present') return simple ?? noChange;
    return observation.actual.replicas > 0
      ? noChange
      : {kind: 'update', fields: [{path: 'spec.replicas', from: '0', to: '1'}]};
  },
  async apply(ports, {target, kind, namespace, name}) {
    await ports.kube.apply(
      requireTarget(target),
      {apiVersion: 'apps/v1', kind, metadata: {name, namespace}, spec: {replicas: 1}},
      {isDryRun: false, force: true},
    );
  },
  equivalent: ({kind, namespace, name}) => [
    ['kubectl', 'scale', `${kind.toLowerCase()}/${name}`, `--namespace=${namespace}`, '--replicas=1'],
  ],
});
