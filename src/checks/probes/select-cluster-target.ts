import {CloudFailure} from '../../model/cloud-failure.js';
import {selectClusterRef} from '../../model/cluster-ref.js';
import type {InstallConfig} from '../../model/install-config.js';
import {NotApplicable} from '../../model/not-applicable.js';
import type {KubeTarget} from '../../model/ports/kube.js';
import type {Ports} from '../../model/ports/ports.js';

/** Where the configured cluster answers. Throws `NotApplicable` where it is still to be created or is not up. */
export async function selectClusterTarget(ports: Ports, config: InstallConfig): Promise<KubeTarget> {
  const ref = selectClusterRef(config);
  const toCreate = new NotApplicable(`cluster ${ref.name} is created by this plan`);
  if (config.project.mode === 'create' && (await ports.projects.get(config.project.id)) === undefined) throw toCreate;
  const cluster = await ports.clusters.get(ref).catch((error: unknown) => {
    // A project whose Kubernetes API is still to be enabled has no cluster yet.
    if (error instanceof CloudFailure && error.kind === 'service-disabled' && config.cluster.mode === 'create')
      throw toCreate;
    throw error;
  });
  if (cluster === undefined) {
    if (config.cluster.mode === 'create') throw toCreate;
    throw new NotApplicable(`there is no cluster ${ref.name} in ${ref.location}`);
  }
  if (cluster.endpoint === '')
    throw new NotApplicable(`cluster ${ref.name} is ${cluster.status} and has no endpoint yet`);
  return {endpoint: cluster.endpoint, caCertificate: cluster.caCertificate};
}
