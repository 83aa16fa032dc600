import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {parseCidr} from '../../../src/model/cidr.js';
import type {RuleLayer, TrafficRule} from '../../../src/model/ports/networks.js';
import {type Packet, simulateFirewall} from '../../../src/model/simulate-firewall.js';

const rule = (traits: Partial<TrafficRule>): TrafficRule => ({
  name: 'rule',
  direction: 'INGRESS',
  priority: 1000,
  isDisabled: false,
  action: 'allow',
  traffic: [{protocol: 'tcp', ports: ['15017']}],
  sourceRanges: ['172.16.0.0/28'],
  sourceTags: [],
  sourceServiceAccounts: [],
  targetTags: [],
  targetServiceAccounts: [],
  unjudged: [],
  ...traits,
});
const own = (...rules: TrafficRule[]): RuleLayer => ({kind: 'rules', name: 'VPC firewall rules', rules});
const packet: Packet = {
  source: parseCidr('172.16.0.0/28'),
  protocol: 'tcp',
  port: 15017,
  targetTags: ['web', /^gke-prod-[0-9a-f]{8}-node$/],
  targetServiceAccounts: ['nodes@acme.iam.gserviceaccount.com'],
};
const decide = (...rules: TrafficRule[]) => simulateFirewall([own(...rules)], packet).action;

describe('simulateFirewall', () => {
  it('is closed where nothing is said', () => {
    expect(simulateFirewall([own()], packet)).toEqual({action: 'deny', layer: 'implied', rule: undefined});
  });

  it.each<[string, Partial<TrafficRule>, 'allow' | 'deny']>([
    ['the port itself', {}, 'allow'],
    ['a range of ports', {traffic: [{protocol: 'tcp', ports: ['15000-15100']}]}, 'allow'],
    ['a range that ends before it', {traffic: [{protocol: 'tcp', ports: ['15000-15016']}]}, 'deny'],
    ['every port', {traffic: [{protocol: 'tcp', ports: []}]}, 'allow'],
    ['the protocol by number', {traffic: [{protocol: '6', ports: []}]}, 'allow'],
    ['every protocol', {traffic: [{protocol: 'all', ports: []}]}, 'allow'],
    ['another protocol', {traffic: [{protocol: 'udp', ports: []}]}, 'deny'],
    ['a wider source', {sourceRanges: ['172.16.0.0/12']}, 'allow'],
    ['half of the source', {sourceRanges: ['172.16.0.0/29']}, 'deny'],
    ['IPv6 only', {sourceRanges: ['::/0']}, 'deny'],
    ['a tag of the instance', {targetTags: ['web']}, 'allow'],
    ['the tag that GKE gives its nodes', {targetTags: ['gke-prod-01ab23cd-node']}, 'allow'],
    ['the nodes of another cluster', {targetTags: ['gke-test-01ab23cd-node']}, 'deny'],
    ['the account of the nodes', {targetServiceAccounts: ['nodes@acme.iam.gserviceaccount.com']}, 'allow'],
    ['another account', {targetServiceAccounts: ['x@acme.iam.gserviceaccount.com']}, 'deny'],
    ['tagged sources only', {sourceRanges: [], sourceTags: ['web']}, 'deny'],
    ['a rule that is switched off', {isDisabled: true}, 'deny'],
    ['what goes out', {direction: 'EGRESS'}, 'deny'],
  ])('%s', (_, traits, action) => {
    expect(decide(rule(traits))).toBe(action);
  });

  it('lets the lower number decide, and a denial among equals', () => {
    const deny = (priority: number) => rule({name: 'deny', action: 'deny', priority});
    expect(decide(rule({}), deny(999))).toBe('deny');
    expect(decide(rule({}), deny(1000))).toBe('deny');
    expect(decide(rule({}), deny(1001))).toBe('allow');
  });

  it('asks the layers in their order, and goes on where one hands over', () => {
    const above = (action: TrafficRule['action'], unjudged: string[] = []): RuleLayer => ({
      kind: 'hierarchy',
      name: 'acme-baseline',
      rules: [rule({action, traffic: [], sourceRanges: [], unjudged})],
    });
    const open = own(rule({}));
    expect(simulateFirewall([above('deny'), open], packet)).toMatchObject({action: 'deny', layer: 'acme-baseline'});
    expect(simulateFirewall([above('next'), open], packet).action).toBe('allow');
    expect(simulateFirewall([above('deny', ['srcThreatIntelligences']), open], packet).action).toBe('unknown');
  });

  it('covers an address that is not known yet by a rule for all addresses alone', () => {
    const unknown = {...packet, source: undefined};
    expect(simulateFirewall([own(rule({sourceRanges: ['0.0.0.0/0']}))], unknown).action).toBe('allow');
    expect(simulateFirewall([own(rule({sourceRanges: ['0.0.0.0/1', '128.0.0.0/1']}))], unknown).action).toBe('deny');
  });

  it('is not changed by rules that come after the deciding one', () => {
    fc.assert(
      fc.property(fc.nat(65535), fc.constantFrom('allow', 'deny'), (priority, action) => {
        const first = rule({priority: 0, action});
        expect(decide(first, rule({priority: priority + 1, action: action === 'allow' ? 'deny' : 'allow'}))).toBe(
          action,
        );
      }),
    );
  });
});
