import {stepKey} from '../../model/step.js';
import {defineNodePoolStep} from './define-node-pool-step.js';
import {selectPoolRequest} from './select-pool-request.js';

const id = 'cluster/create-node-pool';

export const createNodePool = defineNodePoolStep({
  id,
  runbook: '10',
  title: 'Create a node pool',
  titleOf: (instance) => `Create node pool ${instance}`,
  why: 'The platform’s own workloads select the label hyperplane.dev/nodeType. GKE runs one operation on a cluster at a time, so pools come one after the other.',
  docs: 'https://cloud.google.com/kubernetes-engine/docs/how-to/node-pools',
  needs: ['cluster/create-cluster'],
  usualSeconds: [60, 180],
  select: (config) => config.nodePools.map(selectPoolRequest),
  needsBefore(instance, config) {
    const index = config.nodePools.findIndex(({name}) => name === instance);
    const before = config.nodePools[index - 1];
    return before === undefined ? [] : [stepKey(id, before.name)];
  },
});
