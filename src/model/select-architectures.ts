import type {InstallConfig} from './install-config.js';

/** Machines of Google's with Arm processors. https://cloud.google.com/compute/docs/instances/arm-on-compute */
const arm = /^(t2a|c4a|n4a|a4x)-/;

/** What images have to run on: the processors of the pools, each once, as images name them. */
export function selectArchitectures({
  cluster,
  nodePools,
  gpuPools,
}: Pick<InstallConfig, 'cluster' | 'nodePools' | 'gpuPools'>): readonly string[] {
  const machines = [cluster.systemPool, ...nodePools, ...gpuPools].map(({machineType}) => machineType);
  return [...new Set(machines.map((machine) => (arm.test(machine) ? 'arm64' : 'amd64')))].sort();
}
