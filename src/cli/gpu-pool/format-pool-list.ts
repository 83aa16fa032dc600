import type {ListedPool, PoolList} from './collect-pool-list.js';

/** Shortages that are shown of a pool, the latest last. */
const shownShortages = 3;

const indent = 14;

const row = (label: string, value: string) => `  ${label}`.padEnd(indent) + value;

function sayNodes({nodes, autoscaling, status}: ListedPool): string {
  const bounds = autoscaling === undefined ? 'not autoscaled' : `${autoscaling.min} to ${autoscaling.max} a zone`;
  return `${nodes ?? 'unknown'}, ${bounds}${status === 'RUNNING' ? '' : `; ${status}`}`;
}

function sayGpus({gpusInUse, gpusAllocatable}: ListedPool): string {
  return gpusInUse === undefined ? 'unknown' : `${gpusInUse} of ${gpusAllocatable} GPUs`;
}

function sayIdle({idle, autoscaling}: ListedPool): string {
  if (idle === undefined) return 'unknown';
  if (idle.nodes === 0) return 'nothing idles';
  const nodes = idle.nodes === 1 ? '1 node' : `${idle.nodes} nodes`;
  const kept =
    autoscaling === undefined || idle.nodes <= autoscaling.min
      ? '; its minimum keeps them, and they cost all the same'
      : '; the autoscaler removes what idles for ten minutes';
  return `${nodes} with ${idle.gpus} GPUs for ${idle.forMinutes} min${kept}`;
}

function formatListedPool(pool: ListedPool): string {
  const {name, isOwn, gpu, count, machineType, zones, isSpot, quota, shortages} = pool;
  const seen = shortages
    .slice(-shownShortages)
    .map(({at, text}) => `${at?.slice(0, 16).replace('T', ' ') ?? 'now'}: ${text}`);
  const [first = 'none seen', ...rest] = seen;
  return [
    `${name}${isOwn ? '' : ' (not of this deployment)'}`,
    row('GPUs', `${count} × ${gpu} on ${machineType}, ${zones.join(', ')}${isSpot ? ', spot' : ''}`),
    row('Nodes', sayNodes(pool)),
    row('In use', sayGpus(pool)),
    row('Quota left', `${quota.left ?? 'unknown'} of ${quota.name} in ${quota.region}`),
    row('Idle', sayIdle(pool)),
    row('Stockouts', first),
    ...rest.map((text) => row('', text)),
  ].join('\n');
}

/** The GPU pools of a cluster for people. */
export function formatPoolList({cluster, location, project, pools, gaps}: PoolList): string {
  const head = `GPU pools of cluster ${cluster} in ${location}, project ${project}`;
  const blocks =
    pools.length === 0 ? ['There is none. To add one: shakinstall gpu-pool add'] : pools.map(formatListedPool);
  const tail = gaps.map(({missing, message}) => `Unknown without ${missing}: ${message}`);
  return [head, ...blocks, ...(tail.length === 0 ? [] : [tail.join('\n')])].join('\n\n');
}
