import {describe, expect, it} from 'vitest';
import {accountReachable} from '../../../../src/checks/tls/account-reachable.js';
import {certificateCurrent} from '../../../../src/checks/tls/certificate-current.js';
import {chainComplete} from '../../../../src/checks/tls/chain-complete.js';
import {issuanceLimits} from '../../../../src/checks/tls/issuance-limits.js';
import {keyMatches} from '../../../../src/checks/tls/key-matches.js';
import {namesCovered} from '../../../../src/checks/tls/names-covered.js';
import {solverPermitted} from '../../../../src/checks/tls/solver-permitted.js';
import type {Check} from '../../../../src/model/finding.js';
import type {CertificateState, ChainState} from '../../../../src/model/ports/certificates.js';
import {createConfig, createRelease, judge} from '../check-deployment.js';

const acme = createConfig();
const own = createConfig(() => ({tls: {mode: 'own', certificate: 'file:tls.crt', key: 'file:tls.key'}}));
const {fqdn} = own.domain;
const dayMs = 86_400_000;
const nowMs = Date.UTC(2026, 10, 24);
const leaf: CertificateState = {
  subject: `CN=${fqdn}`,
  issuer: 'CN=Intermediate',
  names: [fqdn, `*.${fqdn}`],
  validFromMs: nowMs - dayMs,
  validToMs: nowMs + 90 * dayMs,
  isAuthority: false,
  isSignedByNext: undefined,
};
const chain = (traits: Partial<ChainState> = {}): ChainState => ({
  certificates: [leaf],
  end: 'public',
  isKeyOfFirst: true,
  ...traits,
});
const verdicts = (check: Check, value: ChainState | null) =>
  judge(check, {'own-certificate': {reference: 'file:tls.crt', chain: value}}, {config: own, nowMs})
    .map(({verdict}) => verdict)
    .join(' ');

describe('a certificate of the operator’s own', () => {
  it('comes with its chain', () => {
    expect(verdicts(chainComplete, chain())).toBe('pass');
    expect(verdicts(chainComplete, chain({end: 'itself'}))).toBe('warn');
    expect(verdicts(chainComplete, chain({end: 'unknown'}))).toBe('fail');
    expect(verdicts(chainComplete, chain({certificates: [{...leaf, isSignedByNext: false}, leaf]}))).toBe('fail');
    expect(verdicts(chainComplete, null)).toBe('fail');
  });

  it('has its key', () => {
    expect([true, false, undefined].map((isKeyOfFirst) => verdicts(keyMatches, chain({isKeyOfFirst})))).toEqual([
      'pass',
      'fail',
      'fail',
    ]);
  });

  it.each<[readonly string[], string]>([
    [[fqdn, `*.${fqdn}`], 'pass pass'],
    [[fqdn], 'pass fail'],
    [[`*.${fqdn}`], 'fail pass'],
    [['*.acme.example'], 'pass fail'],
    [['*.example'], 'fail fail'],
    [[], 'fail fail'],
  ])('is for %j', (names, expected) => {
    expect(verdicts(namesCovered, chain({certificates: [{...leaf, names}]}))).toBe(expected);
  });

  it.each<[string, Partial<CertificateState>, string]>([
    ['holds for months', {}, 'pass'],
    ['holds for a month', {validToMs: nowMs + 30 * dayMs}, 'pass'],
    ['holds for less', {validToMs: nowMs + 30 * dayMs - 1}, 'warn'],
    ['ended', {validToMs: nowMs}, 'fail'],
    ['begins later', {validFromMs: nowMs + 1}, 'fail'],
    ['does not say', {validToMs: Number.NaN}, 'unknown'],
  ])('%s', (_, traits, expected) => {
    expect(verdicts(certificateCurrent, chain({certificates: [{...leaf, ...traits}]}))).toBe(expected);
  });
});

describe('Let’s Encrypt', () => {
  const email = 'platform@acme.example';

  it('wants an address whose domain exists', () => {
    const verdict = (rcode: string) =>
      judge(accountReachable, {'mail-domain': {email, domain: 'acme.example', rcode}})[0]?.verdict;
    expect(['NOERROR', 'NXDOMAIN', 'SERVFAIL'].map(verdict)).toEqual(['pass', 'fail', 'unknown']);
  });

  it('is answered by an account that may change the zone', () => {
    const solver = `${acme.deployer.serviceAccount.slice(0, 26)}-dns@${acme.project.id}.iam.gserviceaccount.com`;
    const verdict = (roles: readonly string[], isChangeable: boolean) =>
      judge(solverPermitted, {solver: {project: 'acme-dns', accounts: [{email: solver, roles}], isChangeable}})[0]
        ?.verdict;
    expect(verdict(['roles/dns.admin'], false)).toBe('pass');
    expect(verdict(['roles/dns.reader'], true)).toBe('pass');
    expect(verdict(['roles/dns.reader'], false)).toBe('fail');
  });

  it('issues five times a week for the same names', () => {
    const certificate = {namespace: 'istio-system', isPrefixed: false, name: 'c', secretName: 's'};
    const release = createRelease({certificates: [certificate]});
    const verdict = (ages: readonly number[], held: readonly string[] = []) =>
      judge(
        issuanceLimits,
        {issuance: {askedAtMs: ages.map((days) => nowMs - days * dayMs), held}},
        {release, nowMs},
      )[0];
    expect(verdict([])?.verdict).toBe('pass');
    expect(verdict([1, 2, 3, 4])?.verdict).toBe('pass');
    expect(verdict([1, 2, 3, 4, 5])).toMatchSnapshot();
    expect(verdict([1, 2, 3, 4, 7])?.verdict).toBe('pass');
    expect(verdict([1, 2, 3, 4, 5], ['istio-system/c'])?.verdict).toBe('pass');
  });
});
