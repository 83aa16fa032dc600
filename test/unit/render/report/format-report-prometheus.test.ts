import {describe, expect, it} from 'vitest';
import {createReport} from '../../../../src/checks/evaluate/create-report.js';
import type {Finding} from '../../../../src/model/finding.js';
import {formatReportPrometheus} from '../../../../src/render/report/format-report-prometheus.js';

const finding = (id: string, more: Partial<Finding>): Finding => ({
  id,
  title: `${id} is good`,
  docs: `https://example.com/${id}`,
  verdict: 'pass',
  observed: 'as it should be',
  expected: 'good',
  tries: [],
  ...more,
});

describe('a report as metrics', () => {
  it('has a series for what needs attention, and counts for the rest', () => {
    const report = createReport([
      finding('pods/ready', {resource: 'Pod a/b'}),
      finding('pods/ready', {verdict: 'fail', resource: 'a "quoted" \\ and\nbroken'}),
      finding('dns/zone', {verdict: 'unknown', because: 'pods/ready'}),
      finding('gke/end', {verdict: 'warn'}),
      finding('gpu/zones', {verdict: 'skipped'}),
    ]);
    expect(formatReportPrometheus(report, 1_764_000_000_999)).toMatchInlineSnapshot(`
      "# HELP shakinstall_finding A finding that needs attention; because names the check that explains it.
      # TYPE shakinstall_finding gauge
      shakinstall_finding{id="pods/ready",verdict="fail",resource="a \\"quoted\\" \\\\ and\\nbroken",because=""} 1
      shakinstall_finding{id="dns/zone",verdict="unknown",resource="",because="pods/ready"} 1
      shakinstall_finding{id="gke/end",verdict="warn",resource="",because=""} 1
      # HELP shakinstall_checks Checks by verdict.
      # TYPE shakinstall_checks gauge
      shakinstall_checks{verdict="skipped"} 1
      shakinstall_checks{verdict="pass"} 0
      shakinstall_checks{verdict="unknown"} 1
      shakinstall_checks{verdict="warn"} 1
      shakinstall_checks{verdict="fail"} 1
      # HELP shakinstall_coverage_applicable Checks that had something to look at.
      # TYPE shakinstall_coverage_applicable gauge
      shakinstall_coverage_applicable 3
      # HELP shakinstall_coverage_looked_at Checks that looked at it.
      # TYPE shakinstall_coverage_looked_at gauge
      shakinstall_coverage_looked_at 2
      # HELP shakinstall_coverage_unknown Checks that could not look.
      # TYPE shakinstall_coverage_unknown gauge
      shakinstall_coverage_unknown 1
      # HELP shakinstall_last_look_timestamp_seconds When the facts were collected.
      # TYPE shakinstall_last_look_timestamp_seconds gauge
      shakinstall_last_look_timestamp_seconds 1764000000"
    `);
  });

  it('has no series twice: a scrape would be refused as a whole', () => {
    const twice = finding('pods/ready', {verdict: 'fail', resource: 'Pod a/b'});
    const text = formatReportPrometheus(createReport([twice, {...twice, observed: 'otherwise'}]), 0);
    expect(text.match(/^shakinstall_finding\{/gm)).toHaveLength(1);
  });
});
