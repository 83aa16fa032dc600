import type {GpuPoolConfig} from '../../model/install-config.js';
import type {PoolWish} from '../../model/pool-wish.js';
import {describePool} from './find-pool.js';
import type {PoolWorkspace} from './open-pool-workspace.js';
import {isOwnPool} from './run-add.js';

/** A pool of the configuration as a wish that leaves nothing open. */
function toWish({autoscaling, ...pool}: GpuPoolConfig): PoolWish {
  return {...pool, min: autoscaling.min, max: autoscaling.max};
}

const given = (wish: PoolWish) => Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined));

/**
 * What is to be added: the pool of the flags, on top of the one of that name that the configuration describes or that this
 * deployment began; without flags every pool of the configuration.
 */
export function selectWishes(wish: PoolWish | undefined, workspace: PoolWorkspace): readonly PoolWish[] {
  const {subject, cluster} = workspace;
  const {gpuPools} = subject.config;
  if (wish === undefined) return gpuPools.map(toWish);
  const described = gpuPools.find(({name}) => name === wish.name);
  const state = cluster.nodePools.find(({name, accelerators}) => name === wish.name && accelerators.length > 0);
  const isBegun = wish.accelerator === undefined && wish.model === undefined && state !== undefined;
  const begun = isBegun && isOwnPool(workspace, gpuPools, state.name) ? describePool(state) : undefined;
  const base = described ?? begun;
  return [base === undefined ? wish : {...toWish(base), ...given(wish)}];
}
