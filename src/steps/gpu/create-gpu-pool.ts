import {selectKnown} from '../../model/deferred.js';
import {isDriverInstalledByGke} from '../../model/gpu-driver.js';
import {stepKey} from '../../model/step.js';
import {defineNodePoolStep} from '../cluster/define-node-pool-step.js';
import {selectGpuPoolRequest} from '../cluster/select-pool-request.js';
import {explainPoolFailure} from './explain-pool-failure.js';

const id = 'gpu/create-gpu-pool';

export const createGpuPool = defineNodePoolStep({
  id,
  runbook: '10',
  title: 'Create a GPU pool',
  titleOf: (instance) => `Create GPU pool ${instance}`,
  why: 'GPU nodes are tainted so that only workloads that ask for them run there, and start at their minimum, so that nothing idles expensively. The platform itself does not wait for them.',
  docs: 'https://cloud.google.com/kubernetes-engine/docs/how-to/gpus',
  needs: ['cluster/create-node-pool'],
  usualSeconds: [60, 240],
  select: (config) => config.gpuPools.map((pool) => selectGpuPoolRequest(pool, config)),
  complete(pool, {output}) {
    const version = pool.version ?? selectKnown(output('cluster/create-cluster', 'version'));
    return version === undefined || version === ''
      ? pool
      : {...pool, version, hasDriver: isDriverInstalledByGke(version)};
  },
  explain: explainPoolFailure,
  needsBefore(instance, config) {
    const index = config.gpuPools.findIndex(({name}) => name === instance);
    const before = config.gpuPools[index - 1];
    return before === undefined ? [] : [stepKey(id, before.name)];
  },
});
