import {formatDiagnostics} from '../../render/format-diagnostic.js';
import {exitCodes} from '../exit-codes.js';
import type {LadderOutcome} from './climb-ladder.js';
import {formatPool, formatToleration} from './format-pool.js';
import type {ReadyPool} from './run-add.js';

function formatOutcome({pool, rung, exitCode, isChanged, diagnostics}: LadderOutcome): string {
  if (exitCode === exitCodes.interrupted)
    return 'Interrupted. Nothing is lost: the same command goes on where this one stopped.';
  if (exitCode !== exitCodes.ok && diagnostics.length === 0) return 'Not approved. Nothing was changed.';
  if (exitCode !== exitCodes.ok) return '';
  const head = isChanged ? `Pool ${pool.name} stands.` : `Pool ${pool.name} stands as asked for; nothing to change.`;
  return [
    head,
    `  GPUs       ${formatPool(pool)}${rung === undefined ? '' : ` (the ladder’s ${rung})`}`,
    `  Taint      ${formatToleration(pool)}`,
    '  Look       shakinstall gpu-pool list',
  ].join('\n');
}

/** The words or the document at the end of `gpu-pool add`; returns the exit code. */
export function presentAdd(
  ready: readonly ReadyPool[],
  outcomes: readonly LadderOutcome[],
  options: {readonly isJson: boolean; readonly writtenTo?: string | undefined},
): number {
  const worst = outcomes.find(({exitCode}) => exitCode !== exitCodes.ok)?.exitCode ?? exitCodes.ok;
  if (options.isJson) {
    const pools = outcomes.map(({pool, rung, exitCode, isChanged, diagnostics}) => ({
      pool,
      ...(rung === undefined ? {} : {rung}),
      result: exitCode !== exitCodes.ok ? 'failed' : isChanged ? 'changed' : 'unchanged',
      diagnostics,
    }));
    const warnings = ready.flatMap((one) => one.warnings);
    process.stdout.write(
      `${JSON.stringify({exitCode: worst, pools, warnings, writtenTo: options.writtenTo}, null, 2)}\n`,
    );
    return worst;
  }
  for (const outcome of outcomes) {
    const text = formatOutcome(outcome);
    if (text !== '') process.stdout.write(`\n${text}\n`);
    if (outcome.diagnostics.length > 0)
      process.stderr.write(`\n${formatDiagnostics(outcome.diagnostics, process.stderr.columns)}\n`);
  }
  if (options.writtenTo !== undefined) process.stdout.write(`  Written    ${options.writtenTo}\n`);
  return worst;
}
