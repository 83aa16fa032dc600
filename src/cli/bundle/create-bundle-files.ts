import type {Report} from '../../model/finding.js';
import {redactText, redactValue} from '../../model/redact.js';
import type {RunEvent} from '../../model/run-event.js';
import {formatReportText} from '../../render/report/format-report-text.js';
import type {FactSet} from '../fact-set.js';

/** The log of one container, its last lines. */
export interface ContainerLog {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  readonly isPrevious: boolean;
  readonly text: string;
}

/** Everything that may go into a bundle, and nothing else: this is the list of what is allowed. */
export interface BundleParts {
  readonly set: FactSet;
  readonly report: Report;
  readonly journal: readonly RunEvent[];
  readonly logs: readonly ContainerLog[];
  readonly versions: Readonly<Record<string, string>>;
}

export const factsEntry = 'facts.json';

/** Further values of the chart are the operator's own words, and may be anything: their names go, the values stay here. */
function withoutOwnValues(set: FactSet): FactSet {
  if (set.deployment === undefined) return set;
  const {config} = set.deployment;
  const {values, ...release} = config.release;
  const kept = values === undefined ? release : {...release, values: blankLeaves(values) as Record<string, unknown>};
  return {...set, deployment: {...set.deployment, config: {...config, release: kept}}};
}

function blankLeaves(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(blankLeaves);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, blankLeaves(entry)]));
  return '[left out]';
}

const toJson = (value: unknown) => `${JSON.stringify(redactValue(value), undefined, 1)}\n`;

/** File names are made of names of the cluster’s: what a path could mean is taken out of them. */
const toFileName = (text: string) => text.replace(/[^\w.-]/g, '_').replace(/^\.+/, '_');

/**
 * The files of a support bundle by path. All that leaves passes here, is one of the allowed parts, and has lost
 * what has the form of a secret; there is no other way into a bundle.
 */
export function createBundleFiles(parts: BundleParts): ReadonlyMap<string, string> {
  const {set, report, journal, logs, versions} = parts;
  return new Map([
    [factsEntry, toJson(withoutOwnValues(set))],
    ['report.txt', `${redactText(formatReportText(report, 100))}\n`],
    ['report.json', toJson(report)],
    ['versions.json', toJson(versions)],
    ...(journal.length === 0
      ? []
      : [['journal.jsonl', journal.map((event) => `${JSON.stringify(redactValue(event))}\n`).join('')] as const]),
    ...logs.map(({namespace, pod, container, isPrevious, text}) => {
      const name = [namespace, pod, container, ...(isPrevious ? ['previous'] : [])].map(toFileName).join('_');
      return [`logs/${name}.log`, redactText(text)] as const;
    }),
  ]);
}

/** What will stand in the bundle, for whoever decides whether it may leave: a line a file, and how often something was taken out. */
export function formatBundlePreview(files: ReadonlyMap<string, string>): string {
  const rows = [...files].map(([name, text]) => {
    const count = text.match(/\[redacted [a-zA-Z]+\]/g)?.length ?? 0;
    const size = `${Math.ceil(Buffer.byteLength(text) / 1024)} KiB`;
    return `  ${size.padStart(9)}  ${name}${count === 0 ? '' : `  (${count} redacted)`}`;
  });
  return rows.join('\n');
}
