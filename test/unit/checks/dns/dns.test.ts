import {describe, expect, it} from 'vitest';
import {changesSeenSoon} from '../../../../src/checks/dns/changes-seen-soon.js';
import {issuerPermitted} from '../../../../src/checks/dns/issuer-permitted.js';
import {namesFree} from '../../../../src/checks/dns/names-free.js';
import {namesUnshadowed} from '../../../../src/checks/dns/names-unshadowed.js';
import {zoneDelegated} from '../../../../src/checks/dns/zone-delegated.js';
import type {DnsRecord} from '../../../../src/model/ports/storage-and-dns.js';
import {createConfig, judge} from '../check-deployment.js';

const config = createConfig();
const fqdn = config.domain.fqdn;
const record = (name: string, type: string, data: string, ttl = 300): DnsRecord => ({name, type, ttl, data: [data]});
const soa = record('acme.example.', 'SOA', 'ns1. hostmaster. 1 21600 3600 259200 300', 21600);
const mark = record(`_shakinstall.${fqdn}.`, 'TXT', `"shakinstall-deployment=${config.deployment}"`);
const own = record(`${fqdn}.`, 'A', '203.0.113.9');
const wildcard = record(`*.${fqdn}.`, 'A', '203.0.113.9');
const facts = (records: readonly DnsRecord[], address: string | null = null, denialTtl: number | null = 300) => ({
  'zone-records': {records: [soa, ...records], denialTtl, address},
});
const verdicts = (check: typeof namesFree, ...args: Parameters<typeof facts>) =>
  judge(check, facts(...args), {config})
    .map(({verdict}) => verdict)
    .join(' ');

describe('dns/zone-delegated', () => {
  const verdict = (servers: readonly string[], asked: string | null = 'ns.registry.example') =>
    judge(zoneDelegated, {
      'zone-delegation': {
        delegation: {zone: 'acme.example', parent: 'example', asked, rcode: 'NOERROR', servers},
        nameServers: ['ns1.google.example', 'ns2.google.example'],
      },
    })[0]?.verdict;

  it('wants the zone’s own servers and no others', () => {
    expect(verdict(['ns1.google.example', 'ns2.google.example'])).toBe('pass');
    expect(verdict(['ns1.google.example'])).toBe('pass');
    expect(verdict(['ns1.google.example', 'ns.old.example'])).toBe('warn');
    expect(verdict(['ns.old.example'])).toBe('fail');
    expect(verdict([])).toBe('fail');
    expect(verdict([], null)).toBe('unknown');
  });
});

describe('dns/names-free', () => {
  it.each<[string, readonly DnsRecord[], string | null, string]>([
    ['nothing is there', [], null, 'pass pass'],
    ['somebody else’s address', [own], null, 'fail pass'],
    ['another deployment’s', [own, {...mark, data: ['"shakinstall-deployment=other"']}], null, 'fail pass'],
    ['its own', [own, wildcard, mark], '203.0.113.9', 'pass pass'],
    ['its own, leading elsewhere', [own, wildcard, mark], '203.0.113.10', 'warn warn'],
    ['its own, one gone', [wildcard, mark], '203.0.113.9', 'warn pass'],
    [
      'an alias in its place',
      [record(`${fqdn}.`, 'CNAME', 'parking.example.'), wildcard, mark],
      '203.0.113.9',
      'warn pass',
    ],
    ['somebody’s alias', [record(`*.${fqdn}.`, 'CNAME', 'parking.example.')], null, 'pass fail'],
    ['records that are no addresses', [record(`${fqdn}.`, 'MX', '10 mail.')], null, 'pass pass'],
  ])('%s', (_, records, address, expected) => {
    expect(verdicts(namesFree, records, address)).toBe(expected);
  });

  it('shows what is there and whose it is', () => {
    expect(judge(namesFree, facts([own]), {config})[0]).toMatchSnapshot();
  });
});

describe('dns/names-unshadowed', () => {
  it.each<[string, readonly DnsRecord[], string]>([
    ['nothing in the way', [own, wildcard, mark], 'pass'],
    ['a delegation of the domain', [record(`${fqdn}.`, 'NS', 'ns.other.')], 'fail'],
    ['the zone’s own servers', [record('acme.example.', 'NS', 'ns1.')], 'pass'],
    ['a page below it', [record(`grafana.${fqdn}.`, 'A', '198.51.100.7')], 'warn'],
    ['a challenge below it', [record(`_acme-challenge.${fqdn}.`, 'TXT', 'x')], 'pass'],
  ])('%s', (_, records, expected) => {
    expect(verdicts(namesUnshadowed, records)).toBe(expected);
  });
});

describe('dns/changes-seen-soon', () => {
  it('counts what others keep', () => {
    expect(verdicts(changesSeenSoon, [])).toBe('pass');
    expect(verdicts(changesSeenSoon, [], null, 3600)).toBe('pass');
    expect(verdicts(changesSeenSoon, [], null, 3601)).toBe('warn');
    expect(verdicts(changesSeenSoon, [{...own, ttl: 86400}])).toBe('warn pass');
    expect(verdicts(changesSeenSoon, [], null, null)).toBe('skipped');
  });
});

describe('dns/issuer-permitted', () => {
  const caa = (records: readonly string[], unanswered: readonly string[] = []) =>
    judge(issuerPermitted, {caa: {name: records.length > 0 ? 'acme.example' : null, records, unanswered}}, {config})
      .map(({verdict}) => verdict)
      .join(' ');

  it.each<[string, readonly string[], string]>([
    ['nobody is bound', [], 'pass pass'],
    ['Let’s Encrypt is named', ['0 issue "letsencrypt.org"'], 'pass pass'],
    ['it is named with parameters', ['0 issue "letsencrypt.org; validationmethods=dns-01"'], 'pass pass'],
    ['others are', ['0 issue "pki.goog"'], 'fail fail'],
    ['wildcards are for others', ['0 issue "letsencrypt.org"', '0 issuewild "pki.goog"'], 'pass fail'],
    ['wildcards are for nobody', ['0 issue "letsencrypt.org"', '0 issuewild ";"'], 'pass fail'],
    ['wildcards alone are bound', ['0 issuewild "letsencrypt.org"'], 'pass pass'],
    ['only reports are asked for', ['0 iodef "mailto:a@acme.example"'], 'pass pass'],
  ])('%s', (_, records, expected) => {
    expect(caa(records)).toBe(expected);
  });

  it('does not know what nobody answered', () => {
    expect(caa([], ['acme.example'])).toBe('unknown');
  });
});
