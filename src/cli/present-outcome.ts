import {formatDiagnostics} from '../render/format-diagnostic.js';
import {formatFindings} from '../render/format-findings.js';
import {formatSummary} from '../render/format-summary.js';
import type {Workspace} from './open-workspace.js';
import type {InstallOutcome} from './run-install.js';

/** The words or the document at the end of `init`. */
export function presentOutcome(
  outcome: InstallOutcome,
  workspace: Workspace,
  options: {readonly isJson: boolean; readonly isRehearsal: boolean},
): void {
  const {view, findings, plan, diagnostics, exitCode} = outcome;
  if (options.isJson) {
    const steps = view.steps.map(({key, title, state, durationMs, diagnostic}) => ({
      key,
      title,
      state,
      durationMs,
      ...(diagnostic === undefined ? {} : {diagnostic}),
    }));
    const document = {
      deployment: workspace.subject.config.deployment,
      result: view.result,
      exitCode,
      fingerprint: plan?.fingerprint,
      durationMs: view.durationMs,
      outputs: view.outputs,
      steps,
      findings,
      diagnostics,
    };
    process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
    return;
  }
  if (view.steps.length === 0) {
    if (diagnostics.length > 0) process.stderr.write(`${formatDiagnostics(diagnostics)}\n\nNothing was changed.\n`);
    else if (findings.some(({verdict}) => verdict === 'fail'))
      process.stderr.write(`${formatFindings(findings)}\n\nNothing was changed.\n`);
    else process.stdout.write('Not approved. Nothing was changed.\n');
    return;
  }
  const facts = {
    stateDirectory: workspace.subject.places.state,
    configPath: workspace.configPath,
    isRehearsal: options.isRehearsal,
  };
  process.stdout.write(`\n${formatSummary(view, facts)}\n`);
}
