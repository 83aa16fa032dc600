import {CloudFailure} from '../../model/cloud-failure.js';
import type {Obstacle} from '../../model/finding.js';
import {isZone, selectRegion, selectZone} from '../../model/location.js';
import {selectNetworkProject} from '../../model/network-place.js';
import type {Standing} from '../../model/quota-need.js';
import {findCluster} from './find-cluster.js';
import {requireProject} from './is-project-to-create.js';
import type {Probe, ProbeInputs} from './probe.js';
import {selectObstacle} from './select-obstacle.js';

/** What stands, and why some of it could not be looked at. */
export interface StandingFact extends Standing {
  readonly obstacle: Obstacle | null;
}

/** Names of the plan's own resources that exist. */
async function listStanding({
  ports,
  config,
}: ProbeInputs): Promise<Pick<StandingFact, 'resources' | 'unseen' | 'obstacle'>> {
  const {project, location, disks, deployment, cluster, domain} = config;
  const owner = selectNetworkProject(config);
  const region = selectRegion(location);
  const all = [disks.conda, ...(disks.llm === undefined ? [] : [disks.llm])];
  const isPrivate = cluster.private?.nodes === true;
  const looks = [
    ...all.map(({name, zone}) => ({name, look: ports.disks.get(project.id, selectZone(config, zone), name)})),
    ...(domain.exposure === 'external'
      ? [{name: `${deployment}-ingress`, look: ports.addresses.get(project.id, region, `${deployment}-ingress`)}]
      : []),
    ...(isPrivate
      ? [{name: `${deployment}-router`, look: ports.routers.get(owner, region, `${deployment}-router`)}]
      : []),
    {name: `${cluster.name}-istio`, look: ports.firewalls.get(owner, `${cluster.name}-istio`)},
  ];
  const seen = await Promise.all(
    looks.map(async ({name, look}) => {
      try {
        return {name, state: (await look) === undefined ? 'absent' : 'present'} as const;
      } catch (error) {
        // One that may not be looked at is neither there nor absent; the limits are judged with that doubt.
        if (error instanceof CloudFailure && error.kind === 'permission')
          return {name, state: 'unseen', obstacle: selectObstacle(error)} as const;
        throw error;
      }
    }),
  );
  const namesOf = (state: string) => seen.filter((one) => one.state === state).map(({name}) => name);
  const obstacle = seen.flatMap((one) => (one.state === 'unseen' ? [one.obstacle] : []))[0] ?? null;
  return {resources: namesOf('present'), unseen: namesOf('unseen'), obstacle};
}

/** What this deployment has already, so that a limit is not asked for it twice. */
export const standingProbe: Probe<StandingFact> = {
  id: 'standing',
  async collect(inputs) {
    const {ports, config} = inputs;
    await requireProject(ports, config);
    const listing = ports.capacity.listInstances(config.project.id);
    // Without a cluster nobody needs to know of instances: a refusal to list them is then no obstacle.
    listing.catch(() => undefined);
    const [cluster, found] = await Promise.all([findCluster(inputs), listStanding(inputs)]);
    if (cluster === undefined) return {nodes: {}, ...found, hasCluster: false};
    const nodes: Record<string, number> = {};
    for (const {cluster: name, clusterLocation, nodePool, zone} of await listing) {
      const location = clusterLocation ?? (isZone(config.location) ? zone : selectRegion(zone));
      if (name === config.cluster.name && location === config.location && nodePool !== undefined)
        nodes[nodePool] = (nodes[nodePool] ?? 0) + 1;
    }
    return {nodes, ...found, hasCluster: true};
  },
};
