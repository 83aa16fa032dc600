import type {Diagnostic} from '../model/diagnostic.js';
import type {Report} from '../model/finding.js';
import {formatDiagnostics} from '../render/format-diagnostic.js';
import {formatSummary} from '../render/format-summary.js';
import {formatReportText} from '../render/report/format-report-text.js';
import type {Workspace} from './open-workspace.js';
import type {InstallOutcome} from './run-install.js';
import {selectPalette} from './select-palette.js';

/** The failures of a preflight in one, with the ids of the checks that found them. */
function formatPreflightFailure({findings}: Report): Diagnostic {
  const failed = [...new Set(findings.filter(({verdict}) => verdict === 'fail').map(({id}) => id))];
  return {
    code: 'SHK_PREFLIGHT_E1601',
    summary: `The preflight failed in ${failed.length === 1 ? 'one check' : `${failed.length} checks`}.`,
    detail: failed.join(', '),
    tries: [{text: 'Mend what they found, then run the same command again.'}],
    blame: 'user',
  };
}

/** The words or the document at the end of `init`. */
export function presentOutcome(
  outcome: InstallOutcome,
  workspace: Workspace,
  options: {readonly isJson: boolean; readonly isRehearsal: boolean},
): void {
  const {view, report, plan, diagnostics, exitCode} = outcome;
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
      findings: report?.findings ?? [],
      diagnostics,
    };
    process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
    return;
  }
  if (view.steps.length === 0) {
    const failed = report !== undefined && report.summary.counts.fail > 0 ? report : undefined;
    const said = [...(failed === undefined ? [] : [formatPreflightFailure(failed)]), ...diagnostics];
    const palette = selectPalette(process.stderr);
    const parts = [
      ...(failed === undefined ? [] : [formatReportText(failed, process.stderr.columns, palette)]),
      ...(said.length > 0 ? [formatDiagnostics(said, process.stderr.columns, palette)] : []),
    ];
    if (parts.length > 0) process.stderr.write(`${[...parts, 'Nothing was changed.'].join('\n\n')}\n`);
    else process.stdout.write('Not approved. Nothing was changed.\n');
    return;
  }
  const facts = {
    stateDirectory: workspace.subject.places.state,
    configPath: workspace.configPath,
    isRehearsal: options.isRehearsal,
  };
  process.stdout.write(`\n${formatSummary(view, facts, process.stdout.columns, selectPalette(process.stdout))}\n`);
}
