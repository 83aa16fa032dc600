import {describe, expect, it} from 'vitest';
import {createReport} from '../../../../src/checks/evaluate/create-report.js';
import type {Finding} from '../../../../src/model/finding.js';
import {formatReportHtml} from '../../../../src/render/report/format-report-html.js';
import {formatReportJunit} from '../../../../src/render/report/format-report-junit.js';
import {formatReportMarkdown} from '../../../../src/render/report/format-report-markdown.js';
import {formatReportSarif} from '../../../../src/render/report/format-report-sarif.js';
import {formatReportText} from '../../../../src/render/report/format-report-text.js';

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

const report = createReport([
  finding('project/usable', {resource: 'project acme'}),
  finding('services/enabled', {
    verdict: 'fail',
    runbook: '7',
    observed: 'dns.googleapis.com is off & nobody <may> "turn" it on |',
    evidence: 'gcloud services list --enabled --project=acme',
    tries: [{text: 'Have it enabled.', command: 'gcloud services enable dns.googleapis.com \\\n  --project=acme'}],
    explains: ['dns.googleapis.com'],
  }),
  finding('dns/zone', {
    verdict: 'unknown',
    because: 'services/enabled',
    observed: 'could not look: API off',
    obstacle: {kind: 'api', missing: 'dns.googleapis.com', message: 'API off'},
  }),
  finding('gke/end-of-life', {verdict: 'warn', observed: '1.27 ends in 40 days', resource: 'cluster acme'}),
  finding('gpu/quota', {
    verdict: 'skipped',
    observed: '0 of 4 left',
    waived: {id: 'gpu/*', owner: 'ops', reason: 'granted on Monday', expires: '2026-12-01', verdict: 'fail'},
  }),
  finding('gpu/zones', {verdict: 'skipped', observed: 'no GPU pool is planned'}),
  finding('iam/roles', {
    verdict: 'unknown',
    observed: 'could not look: denied',
    obstacle: {kind: 'permission', missing: 'iam.roles.list', message: 'denied'},
  }),
]);

describe('a report', () => {
  it('as text', () => expect(formatReportText(report, 72)).toMatchSnapshot());
  it('as Markdown', () => expect(formatReportMarkdown(report, 'preflight of acme')).toMatchSnapshot());
  it('as JUnit', () => expect(formatReportJunit(report, {name: 'preflight', isStrict: false})).toMatchSnapshot());
  it('as JUnit under --strict, where unknown is an error', () => {
    const text = formatReportJunit(report, {name: 'preflight', isStrict: true});
    expect(text).toContain('tests="7" failures="2" errors="2" skipped="2"');
    expect(text).toContain('<error type="unknown"');
  });
  it('as a page that asks for nothing and lets nothing through', () => {
    const page = formatReportHtml(report, 'doctor of <acme>');
    expect(page).toContain('nobody &lt;may&gt; &quot;turn&quot;');
    expect(page).not.toMatch(/<script|src=|<link|@import/);
    expect(page.match(/<details class="fail" open>/g)).toHaveLength(1);
    expect(page.match(/<details/g)?.length).toBe(page.match(/<\/details>/g)?.length);
  });
  it('as SARIF', () =>
    expect(
      JSON.parse(formatReportSarif(report, {version: '1.2.3', configPath: 'shakinstall.yaml'})),
    ).toMatchSnapshot());
});
