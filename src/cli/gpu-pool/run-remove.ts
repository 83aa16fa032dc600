import {removePoolSteps} from '../../steps/gpu/pool-steps.js';
import {type ChangeOptions, type ChangeOutcome, changePool} from './change-pool.js';
import {describePool, findPool} from './find-pool.js';
import type {PoolWorkspace} from './open-pool-workspace.js';
import {refuseWhileUsed} from './refuse-while-used.js';

/** Drains a pool and removes it. */
export async function runRemove(
  workspace: PoolWorkspace,
  name: string,
  options: ChangeOptions & {readonly isForeignAllowed: boolean; readonly isForced: boolean},
): Promise<ChangeOutcome> {
  const state = findPool(workspace, name, {...options, command: 'remove'});
  if (!options.isForced) await refuseWhileUsed(workspace, name);
  return changePool(workspace, removePoolSteps, describePool(state), options);
}
