import type {Finding, Report, Verdict} from '../../model/finding.js';

/** SARIF's own words for the verdicts; only a failure has a level. SARIF 2.1.0, sections 3.27.9 and 3.27.10. */
const kinds: Readonly<Record<Verdict, {readonly kind: string; readonly level: string}>> = {
  pass: {kind: 'pass', level: 'none'},
  fail: {kind: 'fail', level: 'error'},
  warn: {kind: 'fail', level: 'warning'},
  unknown: {kind: 'open', level: 'none'},
  skipped: {kind: 'notApplicable', level: 'none'},
};

function selectRules(findings: readonly Finding[]): object[] {
  const first = new Map<string, Finding>();
  for (const finding of findings) if (!first.has(finding.id)) first.set(finding.id, finding);
  return [...first.values()].map(({id, title, docs}) => ({id, shortDescription: {text: title}, helpUri: docs}));
}

function formatResult(finding: Finding, uri: string): object {
  const {id, verdict, waived, observed, expected, evidence, tries, resource, because, runbook} = finding;
  const text = [`${observed} (expected: ${expected})`, ...tries.map(({text: words}) => words)].join('\n');
  return {
    ruleId: id,
    ...kinds[waived?.verdict ?? verdict],
    message: {text},
    locations: [
      {
        physicalLocation: {artifactLocation: {uri}},
        ...(resource === undefined ? {} : {logicalLocations: [{fullyQualifiedName: resource, kind: 'resource'}]}),
      },
    ],
    ...(waived === undefined
      ? {}
      : {suppressions: [{kind: 'external', status: 'accepted', justification: `${waived.owner}: ${waived.reason}`}]}),
    properties: {
      verdict,
      ...(evidence === undefined ? {} : {evidence}),
      ...(because === undefined ? {} : {because}),
      ...(runbook === undefined ? {} : {runbook}),
    },
  };
}

/** The report in SARIF 2.1.0. https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
export function formatReportSarif(
  report: Report,
  options: {readonly version: string; readonly configPath: string},
): string {
  const {findings} = report;
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {driver: {name: 'shakinstall', version: options.version, rules: selectRules(findings)}},
        results: findings.map((finding) => formatResult(finding, options.configPath)),
      },
    ],
  };
  return JSON.stringify(log, undefined, 2);
}
