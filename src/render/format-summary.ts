import pc from 'picocolors';
import {formatDiagnostics} from './format-diagnostic.js';
import {formatDuration} from './format-duration.js';
import type {RunView} from './reduce-run-view.js';

/** What a person needs after an installation, besides the run itself. */
export interface SummaryFacts {
  readonly stateDirectory: string;
  readonly configPath: string;
  readonly isRehearsal: boolean;
}

/** As many of the slowest steps as are worth a line. */
const slowestShown = 6;

const row = (label: string, value: string | undefined) =>
  value === undefined || value === '' ? [] : [`  ${label.padEnd(15)}${value}`];

function formatSlowest(view: RunView): string[] {
  const timed = view.steps
    .filter(({durationMs}) => (durationMs ?? 0) > 1000)
    .sort((a, b) => (b.durationMs ?? 0) - (a.durationMs ?? 0));
  if (timed.length === 0) return [];
  return [
    '',
    pc.bold('What took how long'),
    ...timed
      .slice(0, slowestShown)
      .map(({title, durationMs}) => `  ${formatDuration(durationMs ?? 0).padStart(12)}  ${title}`),
  ];
}

/** The words at the end of a run: where the platform is, where its secrets are, what took how long, what comes next. */
export function formatSummary(view: RunView, facts: SummaryFacts): string {
  const failures = view.steps.flatMap(({diagnostic}) => (diagnostic === undefined ? [] : [diagnostic]));
  const skipped = view.steps.filter(({state}) => state === 'skipped').length;
  const again = `shakinstall init${facts.isRehearsal ? ' --rehearse' : ` --config ${facts.configPath}`}`;
  if (view.result === 'failed') {
    const rest = skipped === 0 ? '' : ` ${skipped} steps that depend on it were left out.`;
    return [
      formatDiagnostics(failures),
      '',
      `${pc.red('Not finished.')}${rest} What is done stays done; after mending:`,
      `  ${pc.cyan(again)}`,
    ].join('\n');
  }
  if (view.result === 'interrupted')
    return `${pc.yellow('Interrupted.')} Nothing is lost; to go on:\n  ${pc.cyan(again)}`;
  const output = (step: string, name: string) => view.outputs[step]?.[name];
  const url = output('platform/verify-dashboard', 'url');
  const kubeconfig = output('cluster/write-kubeconfig', 'path');
  const changed = view.steps.filter(({state}) => state === 'done').length;
  const head =
    view.result === 'unchanged'
      ? `${pc.green('Nothing to change.')} ${view.release} stands as configured; all ${view.steps.length} steps were looked at.`
      : `${pc.green('The platform is up.')} ${changed} of ${view.steps.length} steps changed something${view.durationMs === undefined ? '' : `, in ${formatDuration(view.durationMs)}`}.`;
  return [
    head,
    '',
    ...row('Dashboard', url),
    ...row('Load balancer', output('platform/await-load-balancer', 'address')),
    ...row('Kubernetes', output('cluster/create-cluster', 'version')),
    ...row('Kubeconfig', kubeconfig),
    ...row('Keys', `${facts.stateDirectory}/keys`),
    ...row('Deploy key', output('git/hand-over-deploy-key', 'file')),
    ...row('Journal', `${facts.stateDirectory}/journal.jsonl`),
    ...formatSlowest(view),
    '',
    pc.bold('Next'),
    ...row('Deploy key', 'add the public key to the git repository, as the file above says'),
    ...row('Single sign-on', url === undefined ? '' : `${url}auth/admin/ (realm of the platform, identity providers)`),
    ...row('Look around', `kubectl --kubeconfig ${kubeconfig ?? ''} get pods -A`),
    ...row('Again', `${again} (changes nothing that stands)`),
  ].join('\n');
}
