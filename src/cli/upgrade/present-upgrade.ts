import {formatDiagnostics} from '../../render/format-diagnostic.js';
import {formatProposal} from '../../render/upgrade/format-proposal.js';
import {formatUpgradeEnd} from '../../render/upgrade/format-upgrade-end.js';
import type {UpgradeOutcome} from './run-upgrade.js';

/** One document, for programs. */
function toDocument({
  exitCode,
  result,
  proposal,
  view,
  diagnostics,
  recovery,
  evidence,
  remains,
}: UpgradeOutcome): unknown {
  const {plan, ...rest} = proposal ?? {};
  return {
    result,
    exitCode,
    ...rest,
    run: view.steps.map(({key, title, state, durationMs}) => ({key, title, state, durationMs})),
    durationMs: view.durationMs,
    ...(recovery === undefined ? {} : {recovery}),
    ...(evidence === undefined ? {} : {evidence}),
    remains,
    diagnostics,
  };
}

/** The words or the document at the end of `upgrade` and `rollback`. */
export function presentUpgrade(
  outcome: UpgradeOutcome,
  options: {readonly isJson: boolean; readonly command: string},
): void {
  const {proposal, result, diagnostics} = outcome;
  const {columns} = process.stdout;
  if (options.isJson) {
    process.stdout.write(`${JSON.stringify(toDocument(outcome), undefined, 2)}\n`);
    return;
  }
  if ((result === 'planned' || result === 'refused') && proposal !== undefined)
    process.stdout.write(`${formatProposal(proposal, columns)}\n`);
  if (diagnostics.length > 0) process.stderr.write(`\n${formatDiagnostics(diagnostics, process.stderr.columns)}\n`);
  const end = formatUpgradeEnd({...outcome, command: options.command}, columns);
  process.stdout.write(`\n${end}\n`);
}
