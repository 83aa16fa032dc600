import type {CloudState} from '../cloud/cloud-state.js';
import type {WorldContents} from './world-file.js';
import type {ClusterPart, ClusterState, WorldPart, WorldState} from './world-state.js';

const nodesOf = (uid: string) => `nodes/${uid}`;
const clusterOf = (uid: string) => `cluster/${uid}`;

/** The parts of a world's state by name, each written on its own so that what rests is not written again. */
export function formatParts(
  world: WorldPart,
  cloud: CloudState,
  clusters: readonly ClusterPart[],
): ReadonlyMap<string, string> {
  return new Map([
    ['world', JSON.stringify({...world, clusters: clusters.map(({spec}) => spec.uid)})],
    ['cloud', JSON.stringify(cloud)],
    ...clusters.flatMap(
      ({nodes, ...rest}): Array<[string, string]> => [
        [clusterOf(rest.spec.uid), JSON.stringify(rest)],
        [nodesOf(rest.spec.uid), JSON.stringify(nodes)],
      ],
    ),
  ]);
}

/** The state that a file describes; undefined where it has no whole batch. */
export function readParts({parts, objects}: WorldContents): WorldState | undefined {
  const world = parts.get('world') as (WorldPart & {readonly clusters: readonly string[]}) | undefined;
  if (world === undefined) return undefined;
  const clusters = world.clusters.map((uid): ClusterState => {
    const {spec, settings, workloads} = parts.get(clusterOf(uid)) as Omit<ClusterPart, 'nodes'>;
    const {revision, ...rest} = settings;
    const collections = Object.fromEntries(
      [...(objects.get(uid) ?? [])].map(([collection, known]) => [collection, [...known.values()]]),
    );
    const nodes = parts.get(nodesOf(uid)) as ClusterState['nodes'];
    return {spec, nodes, workloads, apiServer: {...rest, store: {revision, collections}}};
  });
  return {...world, cloud: parts.get('cloud') as CloudState, clusters};
}
