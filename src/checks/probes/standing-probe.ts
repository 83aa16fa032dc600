import {isZone, selectRegion, selectZone} from '../../model/location.js';
import {selectNetworkProject} from '../../model/network-place.js';
import type {Standing} from '../../model/quota-need.js';
import {findCluster} from './find-cluster.js';
import {requireProject} from './is-project-to-create.js';
import type {Probe, ProbeInputs} from './probe.js';

/** Names of the plan's own resources that exist. */
async function listStanding({ports, config}: ProbeInputs): Promise<readonly string[]> {
  const {project, location, disks, deployment, cluster, domain} = config;
  const owner = selectNetworkProject(config);
  const region = selectRegion(location);
  const all = [disks.conda, ...(disks.llm === undefined ? [] : [disks.llm])];
  const isPrivate = cluster.private?.nodes === true;
  const looks = [
    ...all.map((disk) => ports.disks.get(project.id, selectZone(config, disk.zone), disk.name)),
    ...(domain.exposure === 'external' ? [ports.addresses.get(project.id, region, `${deployment}-ingress`)] : []),
    ...(isPrivate ? [ports.routers.get(owner, region, `${deployment}-router`)] : []),
    ports.firewalls.get(owner, `${cluster.name}-istio`),
  ];
  return (await Promise.all(looks)).flatMap((found) => (found === undefined ? [] : [found.name]));
}

/** What this deployment has already, so that a limit is not asked for it twice. */
export const standingProbe: Probe<Standing> = {
  id: 'standing',
  async collect(inputs) {
    const {ports, config} = inputs;
    await requireProject(ports, config);
    const listing = ports.capacity.listInstances(config.project.id);
    // Without a cluster nobody needs to know of instances: a refusal to list them is then no obstacle.
    listing.catch(() => undefined);
    const [cluster, resources] = await Promise.all([findCluster(inputs), listStanding(inputs)]);
    if (cluster === undefined) return {nodes: {}, resources, hasCluster: false};
    const nodes: Record<string, number> = {};
    for (const {cluster: name, clusterLocation, nodePool, zone} of await listing) {
      const location = clusterLocation ?? (isZone(config.location) ? zone : selectRegion(zone));
      if (name === config.cluster.name && location === config.location && nodePool !== undefined)
        nodes[nodePool] = (nodes[nodePool] ?? 0) + 1;
    }
    return {nodes, resources, hasCluster: true};
  },
};
