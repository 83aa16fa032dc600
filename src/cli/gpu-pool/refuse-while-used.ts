import {formatFailure} from '../../engine/format-failure.js';
import {CloudFailure} from '../../model/cloud-failure.js';
import {DiagnosticError} from '../../model/diagnostic-error.js';
import {drainGpuPool} from '../../steps/gpu/drain-gpu-pool.js';
import {collectPoolResidents} from '../../steps/gpu/pool-residents.js';
import type {PoolWorkspace} from './open-pool-workspace.js';

/** Pods that a refusal names. */
const namedPods = 5;

/** A pool that works is not taken away from under its workloads, unless that is what is wanted. */
export async function refuseWhileUsed({ports, cluster}: PoolWorkspace, name: string): Promise<void> {
  const target = {endpoint: cluster.endpoint, caCertificate: cluster.caCertificate};
  const {pods} = await collectPoolResidents(ports.deployer, target, name).catch((error: unknown) => {
    if (!(error instanceof CloudFailure)) throw error;
    throw new DiagnosticError([formatFailure({title: `Look into pool ${name}`, step: drainGpuPool}, error)]);
  });
  if (pods.length === 0) return;
  const shown = pods.slice(0, namedPods).map((pod) => `${pod.namespace}/${pod.name}`);
  throw new DiagnosticError([
    {
      code: 'SHK_GPU_E2052',
      summary: `Pool ${name} is in use by ${pods.length === 1 ? 'one pod' : `${pods.length} pods`}.`,
      detail: `${shown.join(', ')}${pods.length > namedPods ? ` and ${pods.length - namedPods} more` : ''}`,
      tries: [
        {text: 'Scale these workloads down, then remove the pool.'},
        {
          text: 'Or have them evicted, which respects disruption budgets.',
          command: `shakinstall gpu-pool remove ${name} --force`,
        },
      ],
      docs: drainGpuPool.docs,
      blame: 'user',
    },
  ]);
}
