import {wrapText} from '../model/wrap-text.js';
import {formatDiagnostics} from './format-diagnostic.js';
import {formatDuration} from './format-duration.js';
import {type Palette, plainPalette} from './palette.js';
import type {RunView} from './reduce-run-view.js';

/** What a person needs after an installation, besides the run itself. */
export interface SummaryFacts {
  readonly stateDirectory: string;
  readonly configPath: string;
  readonly isRehearsal: boolean;
}

/** As many of the slowest steps as are worth a line. */
const slowestShown = 6;

/** Where values begin, after their labels. */
const indent = 17;

/** A value that is copied, whole on its line. */
const row = (label: string, value: string | undefined) =>
  value === undefined || value === '' ? [] : [`  ${label}`.padEnd(indent) + value];

/** A text that is read, its further lines under the first. */
const prose = (label: string, text: string, columns: number) =>
  wrapText(text, columns, indent).map((line, index) => `${index === 0 ? `  ${label}` : ''}`.padEnd(indent) + line);

function formatSlowest(view: RunView, columns: number, palette: Palette): string[] {
  const timed = view.steps
    .filter(({durationMs}) => (durationMs ?? 0) > 1000)
    .sort((a, b) => (b.durationMs ?? 0) - (a.durationMs ?? 0));
  if (timed.length === 0) return [];
  return [
    '',
    palette.bold('What took how long'),
    ...timed
      .slice(0, slowestShown)
      .flatMap(({title, durationMs}) => prose(formatDuration(durationMs ?? 0).padStart(12), title, columns)),
  ];
}

type Output = (step: string, name: string) => string | undefined;

/** The key itself, on a line of its own to be copied, and what the Git host calls the place for it. */
function formatDeployKey(output: Output, columns: number): string[] {
  const [words, publicKey] = ['words', 'publicKey'].map((name) => output('git/hand-over-deploy-key', name));
  return words === undefined ? [] : [...prose('Deploy key', words, columns), ...row('', publicKey)];
}

/** A provider that was connected has to let its users come back; without one, connecting it is a person's. */
function formatSignOn(view: RunView, url: string | undefined, columns: number): string[] {
  const connected = Object.entries(view.outputs).find(([key]) => key.startsWith('platform/connect-identity-provider'));
  const redirectUri = connected?.[1].redirectUri;
  if (redirectUri !== undefined)
    return [
      ...prose('Single sign-on', 'allow this redirect address at the provider', columns),
      ...row('', redirectUri),
    ];
  return url === undefined
    ? []
    : prose('Single sign-on', `${url}auth/admin/ (realm of the platform, identity providers)`, columns);
}

/** The words at the end of a run: where the platform is, where its secrets are, what took how long, what comes next. */
export function formatSummary(
  view: RunView,
  facts: SummaryFacts,
  columns = Number.POSITIVE_INFINITY,
  palette: Palette = plainPalette,
): string {
  /** The first words in their colour, the rest after them. */
  const say = (paint: (text: string) => string, first: string, rest: string) => {
    const [head = '', ...more] = wrapText(`${first} ${rest}`.trimEnd(), columns, 0);
    return [`${paint(first)}${head.slice(first.length)}`, ...more].join('\n');
  };
  const failures = view.steps.flatMap(({diagnostic}) => (diagnostic === undefined ? [] : [diagnostic]));
  const skipped = view.steps.filter(({state}) => state === 'skipped').length;
  const again = `shakinstall init${facts.isRehearsal ? ' --rehearse' : ` --config ${facts.configPath}`}`;
  if (view.result === 'failed') {
    const left = skipped === 1 ? 'One step that depends on it was' : `${skipped} steps that depend on it were`;
    const rest = skipped === 0 ? '' : `${left} left out. `;
    return [
      formatDiagnostics(failures, columns, palette),
      '',
      say(palette.red, 'Not finished.', `${rest}What is done stays done; after mending:`),
      `  ${palette.cyan(again)}`,
    ].join('\n');
  }
  if (view.result === 'interrupted')
    return `${say(palette.yellow, 'Interrupted.', 'Nothing is lost; to go on:')}\n  ${palette.cyan(again)}`;
  const output: Output = (step, name) => view.outputs[step]?.[name];
  const url = output('platform/verify-dashboard', 'url');
  const kubeconfig = output('cluster/write-kubeconfig', 'path');
  const deployKey = output('git/hand-over-deploy-key', 'file');
  const changed = view.steps.filter(({state}) => state === 'done').length;
  const duration = view.durationMs === undefined ? '' : `, in ${formatDuration(view.durationMs)}`;
  const head =
    view.result === 'unchanged'
      ? say(
          palette.green,
          'Nothing to change.',
          `${view.release} stands as configured; all ${view.steps.length} steps were looked at.`,
        )
      : say(
          palette.green,
          'The platform is up.',
          `${changed} of ${view.steps.length} steps changed something${duration}.`,
        );
  return [
    head,
    '',
    ...row('Dashboard', url),
    ...row('Load balancer', output('platform/await-load-balancer', 'address')),
    ...row('Kubernetes', output('cluster/create-cluster', 'version')),
    ...row('Kubeconfig', kubeconfig),
    ...row('Keys', `${facts.stateDirectory}/keys`),
    ...row('Deploy key', deployKey),
    ...row('Journal', `${facts.stateDirectory}/journal.jsonl`),
    ...formatSlowest(view, columns, palette),
    '',
    palette.bold('Next'),
    ...formatDeployKey(output, columns),
    ...formatSignOn(view, url, columns),
    ...row('Look around', kubeconfig === undefined ? '' : `kubectl --kubeconfig ${kubeconfig} get pods -A`),
    ...row('Again', `${again} (changes nothing that stands)`),
  ].join('\n');
}
