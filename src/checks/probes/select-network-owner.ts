import {isSharedNetwork, selectNetworkProject} from '../../model/network-place.js';
import {NotApplicable} from '../../model/not-applicable.js';
import type {ProbeInputs} from './probe.js';

/** The project whose network is looked at. Throws `NotApplicable` where the plan is still to create it. */
export async function selectNetworkOwner({config, ports}: Pick<ProbeInputs, 'config' | 'ports'>): Promise<string> {
  const id = selectNetworkProject(config);
  const isCreated = config.project.mode === 'create' && !isSharedNetwork(config);
  if (isCreated && (await ports.projects.get(id)) === undefined)
    throw new NotApplicable(`project ${id} is created by this plan, with its network ${config.cluster.network}`);
  return id;
}
