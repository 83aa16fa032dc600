import {describe, expect, it} from 'vitest';
import type {AddressAnswer} from '../../../../src/checks/probes/address-answer.js';
import type {DomainZoneFact} from '../../../../src/checks/probes/domain-zone-probe.js';
import {nameServersAnswer} from '../../../../src/checks/road/name-servers-answer.js';
import {recordsLeadToIngress} from '../../../../src/checks/road/records-lead-to-ingress.js';
import {resolversAgree} from '../../../../src/checks/road/resolvers-agree.js';
import {zoneDelegated} from '../../../../src/checks/road/zone-delegated.js';
import {judge, verdictsOf} from '../check-deployment.js';

const fqdn = 'platform.corp.test';
const ours = '192.0.2.10';
const old = '198.51.100.7';

const answer = (change: Partial<AddressAnswer> = {}): AddressAnswer => ({
  server: 'ns1.dns.test',
  rcode: 'NOERROR',
  isAuthoritative: true,
  addresses: [ours],
  alias: null,
  ttl: 300,
  isBogus: false,
  ...change,
});
const both = (change: Partial<AddressAnswer> = {}) => ({domain: answer(change), wildcard: answer(change)});
const absent = {rcode: 'NXDOMAIN', addresses: [], ttl: 120};

const zone = (change: Partial<DomainZoneFact> = {}): DomainZoneFact => ({
  fqdn,
  delegation: {
    zone: 'corp.test',
    parent: 'test',
    asked: 'a.nic.test',
    rcode: 'NOERROR',
    servers: ['ns1.dns.test', 'ns2.dns.test'],
  },
  kept: {
    name: 'corp',
    project: 'dns-project',
    nameServers: ['ns1.dns.test', 'ns2.dns.test'],
    records: [{type: 'A', ttl: 300, data: [ours]}],
  },
  keptProblem: null,
  answers: [both(), both({server: 'ns2.dns.test'})],
  ...change,
});

describe('the parent of the zone', () => {
  const look = (servers: readonly string[], change: Partial<DomainZoneFact> = {}) =>
    judge(zoneDelegated, {'domain-zone': zone({delegation: {...zone().delegation, servers}, ...change})})[0];

  it('refers to the zone’s own servers', () => {
    expect(look(['ns1.dns.test', 'ns2.dns.test'])?.verdict).toBe('pass');
  });

  it('refers elsewhere, partly elsewhere, or to nobody', () => {
    const elsewhere = look(['ns1.parking.test']);
    expect(elsewhere).toMatchObject({verdict: 'fail', observed: 'a.nic.test refers to ns1.parking.test'});
    expect(elsewhere?.tries[0]?.text).toContain('exactly these name servers: ns1.dns.test, ns2.dns.test.');
    expect(look(['ns1.dns.test', 'ns1.parking.test'])?.verdict).toBe('warn');
    expect(look([])?.verdict).toBe('fail');
  });

  it('cannot be judged where it does not answer, and is judged by itself without a configuration', () => {
    const silent = {...zone().delegation, asked: null, servers: []};
    expect(judge(zoneDelegated, {'domain-zone': zone({delegation: silent})})[0]?.verdict).toBe('unknown');
    expect(look(['ns1.parking.test'], {kept: null})?.verdict).toBe('pass');
  });
});

describe('the zone’s own servers', () => {
  const look = (change: Partial<DomainZoneFact>) => judge(nameServersAnswer, {'domain-zone': zone(change)})[0];

  it('know the domain', () => {
    expect(look({})?.verdict).toBe('pass');
    expect(look({answers: [both(), both({rcode: 'none', addresses: []})]})?.verdict).toBe('warn');
  });

  it('tell a record that is missing from one that has not arrived', () => {
    const answers = [both(absent)];
    expect(look({answers})).toMatchObject({verdict: 'fail', observed: expect.stringContaining('has not reached')});
    const kept = {...zone().kept!, records: []};
    expect(look({answers, kept})).toMatchObject({
      verdict: 'fail',
      observed: 'ns1.dns.test: NXDOMAIN: there is no such record',
      mendedBy: 'dns/create-records',
    });
  });

  it('are lame, in disagreement, or silent', () => {
    expect(look({answers: [both({isAuthoritative: false})]})?.observed).toContain('none with authority');
    expect(look({answers: [both(), both(absent)], kept: null})?.observed).toContain('do not agree yet');
    expect(look({answers: [both({rcode: 'none'})]})?.verdict).toBe('unknown');
    expect(look({answers: []})?.verdict).toBe('unknown');
  });
});

describe('public resolvers', () => {
  const look = (change: Partial<AddressAnswer>) =>
    judge(resolversAgree, {
      'domain-zone': zone(),
      resolvers: {fqdn, answers: [both({server: '8.8.8.8:53', isAuthoritative: false, ...change})]},
    })[0];

  it('say the same', () => {
    expect(look({})?.verdict).toBe('pass');
  });

  it('keep an older answer, or a denial, for a while: not wrong', () => {
    expect(look({addresses: [old], ttl: 1234})).toMatchObject({
      verdict: 'fail',
      observed: '198.51.100.7, kept from before for at most 1234 s more: not propagated yet, and not wrong',
    });
    expect(look(absent)?.tries[0]?.text).toContain('Wait 120 s');
  });

  it('refuse signatures that do not hold, or do not answer', () => {
    expect(look({rcode: 'SERVFAIL', addresses: [], isBogus: true})?.observed).toContain('signatures do not hold');
    expect(look({rcode: 'SERVFAIL', addresses: []})?.verdict).toBe('warn');
    expect(look({rcode: 'none', addresses: []})?.verdict).toBe('unknown');
  });
});

describe('the records', () => {
  const look = (fact: DomainZoneFact, addresses: readonly string[] = [ours]) =>
    judge(recordsLeadToIngress, {
      'domain-zone': fact,
      resolvers: {fqdn, answers: fact.answers},
      ingress: {namespace: 'istio-system', name: 'istio-ingressgateway', addresses},
    });

  it('lead to the ingress, the wildcard too', () => {
    expect(verdictsOf(look(zone()))).toEqual({[fqdn]: 'pass', [`*.${fqdn}`]: 'pass'});
  });

  it('lead elsewhere', () => {
    const [first] = look(zone({answers: [both({addresses: [old]})]}));
    expect(first).toMatchSnapshot();
  });

  it('lack the wildcard alone', () => {
    expect(verdictsOf(look(zone({answers: [{domain: answer(), wildcard: answer(absent)}]})))).toEqual({
      [fqdn]: 'pass',
      [`*.${fqdn}`]: 'fail',
    });
  });

  it('are aliases: of the ingress, or of something else', () => {
    expect(look(zone({answers: [both({alias: 'lb.corp.test'})]}))[0]?.verdict).toBe('pass');
    const parked = look(zone({answers: [both({alias: 'parking.test', addresses: []})]}))[0];
    expect(parked).toMatchObject({verdict: 'fail', observed: 'an alias of parking.test, no address'});
    expect(parked?.tries[0]?.command).toContain('--type=CNAME');
  });

  it('one right address beside a wrong one is wrong', () => {
    expect(look(zone({answers: [both({addresses: [ours, old]})]}))[0]?.verdict).toBe('fail');
  });
});
