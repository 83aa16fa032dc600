import {findConfig} from './find-config.js';
import type {WorkspaceFlags} from './flags.js';

/** Whether somebody sits there who can be asked. */
function isAnybodyThere(): boolean {
  return process.stdin.isTTY === true && process.stdout.isTTY === true && process.env.CI !== 'true';
}

/**
 * On a terminal without a configuration the questions come first, in the runbook's order; they end with a
 * commented shakinstall.yaml. Everywhere else nothing is asked, and what is missing is an error later on.
 */
export async function prepareConfig(flags: WorkspaceFlags, options: {readonly mayAsk: boolean}): Promise<void> {
  if (!options.mayAsk || !isAnybodyThere() || (await findConfig(flags)) !== undefined) return;
  // Most runs ask nothing, and need not load what asks.
  const {askConfig} = await import('./ask-config.js');
  await askConfig(flags);
}
