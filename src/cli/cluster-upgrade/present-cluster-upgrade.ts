import pc from 'picocolors';
import {formatPlan} from '../../plan/format-plan.js';
import {formatDiagnostics} from '../../render/format-diagnostic.js';
import {phaseTitles} from '../../render/phase-titles.js';
import {formatGates} from '../../render/upgrade/format-gates.js';
import type {ClusterUpgradeOutcome} from './run-cluster-upgrade.js';

/** Where everything stands at the end, in a line. */
function formatEnd({result, from, to}: ClusterUpgradeOutcome): string {
  switch (result) {
    case 'done':
      return pc.green(`The cluster is at ${to}, and the platform is well.`);
    case 'unchanged':
      return pc.green(`Nothing to change: the cluster and the pools are at ${to}.`);
    case 'planned':
      return pc.green('Planned. Nothing was changed.');
    case 'refused':
      return pc.red('Refused. Nothing was changed.');
    case 'declined':
      return 'Not approved. Nothing was changed.';
    case 'interrupted':
      return 'Interrupted. What GKE has begun goes on by itself; the same command joins it.';
    default:
      return pc.red(
        `The way from ${from} to ${to} was not finished. Once the cause is mended, the same command goes on.`,
      );
  }
}

/** The words or the document at the end of `cluster upgrade`. */
export function presentClusterUpgrade(outcome: ClusterUpgradeOutcome, isJson: boolean): void {
  const {result, plan, findings, view, diagnostics} = outcome;
  const {columns} = process.stdout;
  if (isJson) {
    const {view: _view, plan: _plan, ...rest} = outcome;
    const run = view.steps.map(({key, title, state, durationMs}) => ({key, title, state, durationMs}));
    const moves = plan?.steps.map(({key, title, change}) => ({key, title, change: change.kind}));
    process.stdout.write(`${JSON.stringify({...rest, moves, fingerprint: plan?.fingerprint, run}, undefined, 2)}\n`);
    return;
  }
  if (result === 'planned' || result === 'refused') {
    process.stdout.write(`${formatGates(findings, columns)}\n`);
    if (plan !== undefined) process.stdout.write(`\n${formatPlan(plan, phaseTitles, columns)}\n`);
  }
  if (diagnostics.length > 0) process.stderr.write(`\n${formatDiagnostics(diagnostics, process.stderr.columns)}\n`);
  process.stdout.write(`\n${formatEnd(outcome)}\n`);
}
