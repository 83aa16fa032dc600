import {CloudFailure} from '../../model/cloud-failure.js';
import {noChange, selectSimpleChange} from '../changes.js';
import {defineStep} from '../define-step.js';
import {type DeferredTarget, requireTarget, selectDeferredTarget, selectTarget} from './kube-target.js';

export const awaitApiServer = defineStep<DeferredTarget, {readonly version: string}>({
  id: 'cluster/await-api-server',
  runbook: '11',
  phase: 'cluster',
  title: 'Reach the cluster’s API',
  why: 'A cluster that is RUNNING for Google does not answer yet, or not to everybody: private endpoints and authorized networks are seen only by trying.',
  docs: 'https://cloud.google.com/kubernetes-engine/docs/how-to/authorized-networks',
  actor: 'deployer',
  needs: ['cluster/write-kubeconfig', 'cluster/create-cluster'],
  within: 'cluster/create-cluster',
  permissions: [],
  services: [],
  usualSeconds: [0, 30],
  timeoutMinutes: 8,
  desire: selectDeferredTarget,
  async observe(ports, desired) {
    const target = selectTarget(desired);
    if (target === undefined) return {state: 'absent'};
    try {
      return {state: 'present', actual: {version: await ports.kube.fetchVersion(target)}};
    } catch (error) {
      if (error instanceof CloudFailure && error.kind === 'unavailable') return {state: 'absent'};
      throw error;
    }
  },
  diff: (_desired, observation) =>
    selectSimpleChange(observation, {kind: 'await', reason: 'until the API server answers'}) ?? noChange,
  async apply(ports, desired) {
    await ports.kube.fetchVersion(requireTarget(desired));
  },
  outputNames: ['version'],
  outputs: (_desired, actual) => ({version: actual.version}),
  equivalent: () => [['kubectl', 'version']],
});
