import {join} from 'node:path';
import {acquireRunLock} from '../../adapters/local/run-lock.js';
import type {Diagnostic} from '../../model/diagnostic.js';
import type {GpuPoolConfig} from '../../model/install-config.js';
import type {Step} from '../../model/step.js';
import {formatDiagnostics} from '../../render/format-diagnostic.js';
import {createApproval} from '../create-approval.js';
import {executePlan} from '../execute-plan.js';
import {exitCodes} from '../exit-codes.js';
import type {Screen} from '../open-screen.js';
import {selectObstacles} from '../select-obstacles.js';
import {createPoolPlan} from './create-pool-plan.js';
import type {PoolWorkspace} from './open-pool-workspace.js';

export interface ChangeOptions {
  /** Such as `resize gpu-pool`, for the lock and for what to type again. */
  readonly command: string;
  readonly isApproved: boolean;
  readonly screen: Screen;
  readonly eventsFile: string | undefined;
}

export interface ChangeOutcome {
  readonly exitCode: number;
  readonly pool: GpuPoolConfig;
  readonly isChanged: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

/** Carries out one small plan for a pool that stands, under the deployment’s lock. */
export async function changePool(
  workspace: PoolWorkspace,
  steps: readonly Step[],
  pool: GpuPoolConfig,
  options: ChangeOptions,
): Promise<ChangeOutcome> {
  const {subject, ports} = workspace;
  const {screen, command, isApproved, eventsFile} = options;
  const typed = `shakinstall gpu-pool ${command}`;
  const at = new Date(ports.operator.clock.now()).toISOString();
  const release = acquireRunLock(join(subject.places.state, 'lock'), typed, at);
  try {
    const planned = await createPoolPlan(workspace, steps, pool);
    const none = {pool, isChanged: false};
    const obstacles = selectObstacles(planned.plan);
    if (obstacles.length > 0) return {...none, exitCode: exitCodes.refused, diagnostics: obstacles};
    const commands = {look: 'shakinstall gpu-pool list', approve: `${typed} --yes`};
    const approve = createApproval({isApproved, screen, deployment: subject.config.deployment, commands});
    if (!(await approve(planned.plan))) return {...none, exitCode: exitCodes.refused, diagnostics: []};
    const {exitCode, failures, view} = await executePlan(planned.workspace, {
      ...planned,
      concurrency: 64,
      screen,
      eventsFile,
    });
    return {exitCode, pool, isChanged: view.result === 'changed', diagnostics: failures};
  } finally {
    release();
  }
}

/** The words or the document at the end; returns the exit code. */
export function presentChange(outcome: ChangeOutcome, done: string, options: {readonly isJson: boolean}): number {
  const {exitCode, pool, isChanged, diagnostics} = outcome;
  if (options.isJson) {
    const result = exitCode !== exitCodes.ok ? 'failed' : isChanged ? 'changed' : 'unchanged';
    process.stdout.write(`${JSON.stringify({exitCode, result, pool, diagnostics}, null, 2)}\n`);
    return exitCode;
  }
  if (exitCode === exitCodes.ok) process.stdout.write(`\n${isChanged ? done : 'Nothing to change.'}\n`);
  else if (exitCode === exitCodes.interrupted)
    process.stdout.write('\nInterrupted. Nothing is lost: the same command goes on where this one stopped.\n');
  else if (diagnostics.length === 0) process.stdout.write('\nNot approved. Nothing was changed.\n');
  else process.stderr.write(`\n${formatDiagnostics(diagnostics, process.stderr.columns)}\n`);
  return exitCode;
}
