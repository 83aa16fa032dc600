import {DiagnosticError} from '../../model/diagnostic-error.js';
import {boundPoolSteps, sizePoolSteps} from '../../steps/gpu/pool-steps.js';
import {type ChangeOptions, type ChangeOutcome, changePool} from './change-pool.js';
import {describePool, findPool} from './find-pool.js';
import {findWishProblems} from './find-wish-problems.js';
import type {PoolWorkspace} from './open-pool-workspace.js';

/** What a pool is to have, in each of its zones; what is left out stays. */
export interface SizeWish {
  readonly min: number | undefined;
  readonly max: number | undefined;
  readonly nodes: number | undefined;
}

function refuseEmpty(name: string): never {
  throw new DiagnosticError([
    {
      code: 'SHK_GPU_E2016',
      summary: 'It is not said what the pool is to have.',
      detail: 'neither --min, --max nor --nodes is given',
      field: '--max',
      tries: [{text: 'Give its bounds.', command: `shakinstall gpu-pool resize ${name} --min 0 --max 4`}],
      blame: 'user',
    },
  ]);
}

/** Gives a pool other bounds, or another number of nodes within them. */
export async function runResize(
  workspace: PoolWorkspace,
  name: string,
  wish: SizeWish,
  options: ChangeOptions & {readonly isForeignAllowed: boolean},
): Promise<ChangeOutcome> {
  const state = findPool(workspace, name, {...options, command: 'resize'});
  const {min, max, nodes} = wish;
  if (min === undefined && max === undefined && nodes === undefined) refuseEmpty(name);
  const pool = describePool(state);
  const bounds = {min: min ?? pool.autoscaling.min, max: max ?? pool.autoscaling.max};
  const problems = findWishProblems({accelerator: pool.accelerator, ...bounds, nodes}, workspace.ref.location);
  if (problems.length > 0) throw new DiagnosticError(problems);
  const wanted = {...pool, autoscaling: bounds, nodes: nodes ?? pool.nodes};
  const outcome = await changePool(workspace, nodes === undefined ? boundPoolSteps : sizePoolSteps, wanted, options);
  const described = workspace.subject.config.gpuPools.find((one) => one.name === name);
  if (described === undefined) return outcome;
  // The configuration keeps what it says besides, and begins with a number of nodes that the new bounds hold.
  const start = Math.min(bounds.max, Math.max(bounds.min, nodes ?? described.nodes));
  return {...outcome, pool: {...described, autoscaling: bounds, nodes: start}};
}
