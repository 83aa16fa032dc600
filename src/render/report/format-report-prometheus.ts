import type {Finding, Report, Verdict} from '../../model/finding.js';

/** From best to worst. */
const order: readonly Verdict[] = ['skipped', 'pass', 'unknown', 'warn', 'fail'];

/** A label's value. https://prometheus.io/docs/instrumenting/exposition_formats/#comments-help-text-and-type-information */
const escapeLabel = (text: string) => text.replace(/\\/g, '\\\\').replace(/\n/g, '\\n').replace(/"/g, '\\"');

const formatLabels = (labels: Readonly<Record<string, string>>) =>
  `{${Object.entries(labels)
    .map(([name, value]) => `${name}="${escapeLabel(value)}"`)
    .join(',')}}`;

const gauge = (name: string, help: string, samples: readonly string[]): readonly string[] => [
  `# HELP ${name} ${help}`,
  `# TYPE ${name} gauge`,
  ...samples.map((sample) => `${name}${sample}`),
];

/** How many checks came to each verdict; a check is as bad as the worst of its findings. */
function countChecks(findings: readonly Finding[]): ReadonlyMap<Verdict, number> {
  const counts = new Map<Verdict, number>(order.map((verdict) => [verdict, 0]));
  for (const own of Map.groupBy(findings, ({id}) => id).values()) {
    const worst = own.reduce<Verdict>(
      (before, {verdict}) => (order.indexOf(verdict) > order.indexOf(before) ? verdict : before),
      'skipped',
    );
    counts.set(worst, (counts.get(worst) ?? 0) + 1);
  }
  return counts;
}

/**
 * The report in Prometheus' text format: what fails, warns or is unknown as one series each, everything else as
 * counts, so that a healthy platform has few series. Times are in seconds since the epoch.
 */
export function formatReportPrometheus({findings, coverage}: Report, lookedAtMs: number): string {
  const open = findings.filter(({verdict}) => verdict !== 'pass' && verdict !== 'skipped');
  // Two findings of the same labels would be one series twice, which a scrape refuses as a whole.
  const series = new Set(
    open.map(({id, verdict, resource = '', because = ''}) => `${formatLabels({id, verdict, resource, because})} 1`),
  );
  return [
    ...gauge('shakinstall_finding', 'A finding that needs attention; because names the check that explains it.', [
      ...series,
    ]),
    ...gauge(
      'shakinstall_checks',
      'Checks by verdict.',
      [...countChecks(findings)].map(([verdict, count]) => `${formatLabels({verdict})} ${count}`),
    ),
    ...gauge('shakinstall_coverage_applicable', 'Checks that had something to look at.', [` ${coverage.applicable}`]),
    ...gauge('shakinstall_coverage_looked_at', 'Checks that looked at it.', [` ${coverage.lookedAt}`]),
    ...gauge('shakinstall_coverage_unknown', 'Checks that could not look.', [` ${coverage.unknown}`]),
    ...gauge('shakinstall_last_look_timestamp_seconds', 'When the facts were collected.', [
      ` ${Math.floor(lookedAtMs / 1000)}`,
    ]),
  ].join('\n');
}
