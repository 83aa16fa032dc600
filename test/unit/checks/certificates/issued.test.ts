import {describe, expect, it} from 'vitest';
import {certificatesIssued} from '../../../../src/checks/certificates/issued.js';
import {rateLimitFar} from '../../../../src/checks/certificates/rate-limit-far.js';
import {renewedInTime} from '../../../../src/checks/certificates/renewed-in-time.js';
import type {CertificateFact, ChainLink} from '../../../../src/checks/probes/certificates-probe.js';
import {judge} from '../check-deployment.js';

const nowMs = Date.UTC(2026, 10, 24);
const dayMs = 86_400_000;

const link = (kind: string, change: Partial<ChainLink> = {}): ChainLink => ({
  kind,
  namespace: 'istio-system',
  name: `${kind.toLowerCase()}-1`,
  isDone: false,
  isFailed: false,
  message: 'pending',
  ...change,
});

const certificate = (change: Partial<CertificateFact> = {}): CertificateFact => ({
  namespace: 'istio-system',
  name: 'wildcard',
  secret: 'certs',
  names: ['a.test', '*.a.test'],
  isReady: true,
  message: 'Certificate is up to date and has not expired',
  notAfter: nowMs + 80 * dayMs,
  renewalTime: nowMs + 50 * dayMs,
  chain: [link('ClusterIssuer', {isDone: true})],
  recentRequests: 1,
  warnings: [],
  ...change,
});

const look = (check: Parameters<typeof judge>[0], change: Partial<CertificateFact>) =>
  judge(check, {certificates: {certificates: [certificate(change)], issuers: []}}, {nowMs})[0];

describe('certificates/issued', () => {
  it('is content with what is ready, and not with what is ready and has ended', () => {
    expect(look(certificatesIssued, {})?.verdict).toBe('pass');
    expect(look(certificatesIssued, {notAfter: nowMs})?.verdict).toBe('fail');
  });

  it('names the deepest link that failed, not the one that repeats it', () => {
    const finding = look(certificatesIssued, {
      isReady: false,
      chain: [
        link('ClusterIssuer', {isDone: true}),
        link('CertificateRequest', {isFailed: true, message: 'Failed: order is errored'}),
        link('Order', {isFailed: true, message: 'errored: 429 rateLimited'}),
      ],
    });
    expect(finding?.observed).toBe('held up at Order order-1: errored: 429 rateLimited');
    expect(finding?.tries[0]?.text).toContain('restore the Secret from a backup');
  });

  it('gives a first certificate the time that it takes, and no more', () => {
    const change = {isReady: false, notAfter: null, chain: [link('Order', {message: 'ready'})]};
    expect(look(certificatesIssued, {...change, requestedMs: nowMs - 9 * 60_000})?.verdict).toBe('skipped');
    expect(look(certificatesIssued, {...change, requestedMs: nowMs - 10 * 60_000})?.verdict).toBe('fail');
    expect(look(certificatesIssued, {...change, requestedMs: nowMs, warnings: ['x: y']})?.verdict).toBe('fail');
    expect(look(certificatesIssued, change)?.verdict).toBe('fail');
    const failed = {...change, chain: [link('Order', {isFailed: true})]};
    expect(look(certificatesIssued, {...failed, requestedMs: nowMs})?.verdict).toBe('fail');
  });

  it.each([
    ['googleapi: Error 403: Forbidden, forbidden', 'roles/dns.admin'],
    ['DNS record for "a.test" not yet propagated', 'refers to the zone’s servers'],
    ['403 urn:ietf:params:acme:error:caa: CAA record prevents issuance', 'CAA record forbids'],
    ['wrong status code 404, expected 200', 'port 80'],
    ['no configured challenge solvers can be used', 'a wildcard needs DNS-01'],
    ['something nobody has heard of', 'See what it says'],
  ])('knows what to do about: %s', (message, words) => {
    const finding = look(certificatesIssued, {isReady: false, chain: [link('Challenge', {message})]});
    expect(finding?.tries[0]?.text).toContain(words);
    expect(finding?.tries[0]?.command).not.toBe('');
  });

  it('says so where nothing is under way', () => {
    const finding = look(certificatesIssued, {isReady: false, message: 'Secret does not exist', warnings: ['Bad: no']});
    expect(finding).toMatchObject({verdict: 'fail', observed: 'Secret does not exist; Bad: no'});
  });
});

describe('certificates/renewed-in-time', () => {
  it('warns an hour after the renewal was due, and not before', () => {
    expect(look(renewedInTime, {renewalTime: nowMs - 3_600_000})?.verdict).toBe('pass');
    expect(look(renewedInTime, {renewalTime: nowMs - 3_600_001})?.verdict).toBe('warn');
  });

  it('warns 60 days ahead where nobody renews', () => {
    expect(look(renewedInTime, {renewalTime: null, notAfter: nowMs + 60 * dayMs})?.verdict).toBe('pass');
    expect(look(renewedInTime, {renewalTime: null, notAfter: nowMs + 60 * dayMs - 1})?.verdict).toBe('warn');
  });
});

describe('certificates/rate-limit-far', () => {
  it('counts certificates of the same names together', () => {
    const two = [
      certificate({recentRequests: 2}),
      certificate({name: 'other', names: ['*.a.test', 'a.test'], recentRequests: 3}),
    ];
    const judged = judge(rateLimitFar, {certificates: {certificates: two, issuers: []}}, {nowMs});
    expect(judged.map(({verdict, observed}) => [verdict, observed])).toEqual([['warn', '5 within 168 hours']]);
    expect(look(rateLimitFar, {recentRequests: 4})?.verdict).toBe('pass');
  });
});
