import type {Finding, Report} from '../../model/finding.js';

/** Text inside XML; characters that XML 1.0 has no way to write are left out. https://www.w3.org/TR/xml/#charsets */
function escapeXml(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that XML cannot carry
      .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/"/g, '&quot;')
  );
}

function formatBody({observed, expected, evidence, tries}: Finding): string {
  return [
    `found: ${observed}`,
    `want: ${expected}`,
    ...(evidence === undefined ? [] : [`see: ${evidence}`]),
    ...tries.map(({text, command}) => `try: ${text}${command === undefined ? '' : `\n     ${command}`}`),
  ].join('\n');
}

/** JUnit knows no verdict between green and red: what could not be looked at is skipped, under --strict an error. */
function formatOutcome(finding: Finding, isStrict: boolean): string {
  const message = escapeXml(finding.observed);
  const body = escapeXml(formatBody(finding));
  switch (finding.verdict) {
    case 'pass':
      return '';
    case 'fail':
      return `<failure message="${message}">${body}</failure>`;
    case 'warn':
      return isStrict
        ? `<failure type="warning" message="${message}">${body}</failure>`
        : `<system-out>warning\n${body}</system-out>`;
    case 'unknown':
      return isStrict
        ? `<error type="unknown" message="${message}">${body}</error>`
        : `<skipped message="unknown: ${message}"/>`;
    case 'skipped':
      return `<skipped message="${finding.waived === undefined ? '' : 'waived: '}${message}"/>`;
  }
}

/** The report in JUnit’s XML, a suite an area, a case a finding. https://github.com/testmoapp/junitxml */
export function formatReportJunit(
  report: Report,
  options: {readonly name: string; readonly isStrict: boolean},
): string {
  const {isStrict} = options;
  const areas = Map.groupBy(report.findings, ({id}) => id.split('/')[0] ?? '');
  const isFailure = ({verdict}: Finding) => verdict === 'fail' || (isStrict && verdict === 'warn');
  const isError = ({verdict}: Finding) => isStrict && verdict === 'unknown';
  const isSkipped = ({verdict}: Finding) => verdict === 'skipped' || (!isStrict && verdict === 'unknown');
  const count = (findings: readonly Finding[]) =>
    `tests="${findings.length}" failures="${findings.filter(isFailure).length}" errors="${findings.filter(isError).length}" skipped="${findings.filter(isSkipped).length}"`;
  const suites = [...areas].map(([area, findings]) => {
    const cases = findings.map((finding) => {
      const resource = finding.resource === undefined ? '' : ` (${finding.resource})`;
      const head = `<testcase classname="${escapeXml(finding.id)}" name="${escapeXml(finding.title + resource)}"`;
      const outcome = formatOutcome(finding, isStrict);
      return outcome === '' ? `    ${head}/>` : `    ${head}>${outcome}</testcase>`;
    });
    return [`  <testsuite name="${escapeXml(area)}" ${count(findings)}>`, ...cases, '  </testsuite>'].join('\n');
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${escapeXml(options.name)}" ${count(report.findings)}>`,
    ...suites,
    '</testsuites>',
  ].join('\n');
}
