import {describe, expect, it} from 'vitest';
import type {Finding, Verdict} from '../../../../src/model/finding.js';
import {formatRoad} from '../../../../src/render/report/format-road.js';

const finding = (id: string, verdict: Verdict): Finding => ({
  id,
  title: id,
  docs: '',
  verdict,
  observed: '',
  expected: '',
  tries: [],
});

const ids = [
  'road/zone-delegated',
  'road/name-servers-answer',
  'road/resolvers-agree',
  'road/cluster-dns-ready',
  'road/records-lead-to-ingress',
  'road/ports-open',
  'road/certificate-served',
  'road/gateway-listens',
  'road/routes-lead-on',
  'road/login-guards',
  'road/realm-answers',
  'road/login-page-opens',
  'road/dashboard-answers',
];

describe('the road of a request', () => {
  it('is one line of hops where there is room, in the order of the road', () => {
    const findings = [finding('road/resolvers-agree', 'fail'), finding('road/zone-delegated', 'pass')];
    expect(formatRoad({findings}, 80)).toEqual(['parent NS ✔ → resolvers ✖']);
  });

  it('shows the worst of several findings of a hop', () => {
    const findings = [finding('road/ports-open', 'warn'), finding('road/ports-open', 'pass')];
    expect(formatRoad({findings}, 80)).toEqual(['ports !']);
  });

  it('breaks between hops and stays within 80 columns', () => {
    const lines = formatRoad({findings: ids.map((id) => finding(id, 'pass'))}, 80);
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
    expect(lines.join(' ').match(/✔/g)).toHaveLength(ids.length);
  });

  it('is nothing where no hop was looked at', () => {
    expect(formatRoad({findings: [finding('pods/ready', 'fail')]}, 80)).toEqual([]);
  });
});
