import {formatLocationFlag, selectClusterRef} from '../../model/cluster-ref.js';
import {compareGkeVersions} from '../../model/compare-gke-versions.js';
import type {ClusterRef, ClusterState} from '../../model/ports/clusters.js';
import {type Step, stepKey} from '../../model/step.js';
import {noChange, selectSimpleChange} from '../changes.js';
import {defineStep} from '../define-step.js';
import {awaitGkeOperation, awaitRunningOperations} from './await-gke-operation.js';

interface Desired {
  readonly ref: ClusterRef;
  readonly version: string;
}

const id = 'cluster/upgrade-control-plane';

/** Brings the control plane to one version after the other. `before` names what comes right before each. */
export function createUpgradeControlPlane(versions: readonly string[], before: ReadonlyMap<string, string>): Step {
  return defineStep<Desired, Pick<ClusterState, 'version' | 'status'>>({
    id,
    runbook: '',
    phase: 'cluster',
    title: 'Upgrade the control plane',
    titleOf: (instance) => `Upgrade the control plane to ${instance}`,
    why: 'A control plane goes one minor at a time. The API of a zonal cluster is away for some minutes meanwhile; workloads go on.',
    docs: 'https://cloud.google.com/kubernetes-engine/docs/how-to/upgrading-a-cluster',
    actor: 'deployer',
    needs: [],
    needsOf: (instance) => [before.get(stepKey(id, instance)) ?? ''].filter((key) => key !== ''),
    permissions: [{permission: 'container.clusters.update', on: 'project'}],
    services: ['container.googleapis.com'],
    usualSeconds: [300, 900],
    timeoutMinutes: 90,
    instances: () => versions,
    desire: ({config, instance}) => ({ref: selectClusterRef(config), version: instance}),
    async observe(ports, desired) {
      const cluster = await ports.clusters.get(desired.ref);
      return cluster === undefined ? {state: 'absent'} : {state: 'present', actual: cluster};
    },
    diff({version}, observation) {
      const simple = selectSimpleChange(observation);
      if (simple !== undefined || observation.state !== 'present') return simple ?? noChange;
      const {version: standing, status} = observation.actual;
      if (compareGkeVersions(standing, version) < 0)
        return {kind: 'update', fields: [{path: 'version', from: standing, to: version}]};
      return status === 'RUNNING' ? noChange : {kind: 'await', reason: `the cluster is ${status}`};
    },
    async apply(ports, {ref, version}, _change, io) {
      // What an interrupted run has begun goes on by itself; it is joined, not begun again.
      await awaitRunningOperations(ports, ref, io);
      const standing = await ports.clusters.get(ref);
      if (standing !== undefined && compareGkeVersions(standing.version, version) >= 0) return;
      const operation = await ports.clusterUpgrades.upgradeControlPlane(ref, version);
      await io.announceOperation(operation);
      await awaitGkeOperation(ports, ref, operation, io);
    },
    equivalent: ({ref, version}) => [
      [
        'gcloud',
        'container',
        'clusters',
        'upgrade',
        ref.name,
        formatLocationFlag(ref.location),
        `--project=${ref.project}`,
        '--master',
        `--cluster-version=${version}`,
        '--quiet',
      ],
    ],
  });
}
