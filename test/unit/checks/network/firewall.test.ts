import {describe, expect, it} from 'vitest';
import {balancerReachable} from '../../../../src/checks/network/balancer-reachable.js';
import {istioAsPlanned} from '../../../../src/checks/network/istio-as-planned.js';
import {webhookPortsOpen} from '../../../../src/checks/network/webhook-ports-open.js';
import type {TrafficRule} from '../../../../src/model/ports/networks.js';
import {createConfig, createRelease, judge} from '../check-deployment.js';

const config = createConfig(({cluster}) => ({
  cluster: {...cluster, name: 'prod', private: {nodes: true, endpoint: false, controlPlaneCidr: '172.16.0.0/28'}},
}));
const webhook = {
  name: 'w',
  namespace: 'istio-system',
  isPrefixed: false,
  service: 'istiod',
  servicePort: 443,
  targetPort: 15017,
};
const release = createRelease({webhooks: [webhook]});
const rule = (traits: Partial<TrafficRule>): TrafficRule => ({
  name: 'rule',
  direction: 'INGRESS',
  priority: 900,
  isDisabled: false,
  action: 'deny',
  traffic: [],
  sourceRanges: ['0.0.0.0/0'],
  sourceTags: [],
  sourceServiceAccounts: [],
  targetTags: [],
  targetServiceAccounts: [],
  unjudged: [],
  ...traits,
});
const ours = rule({
  name: 'prod-istio',
  priority: 1000,
  action: 'allow',
  traffic: [{protocol: 'tcp', ports: ['15017']}],
  sourceRanges: ['172.16.0.0/28'],
});
const cluster = {
  network: 'default',
  subnetwork: 'default',
  podCidr: '10.4.0.0/14',
  serviceCidr: '10.8.0.0/20',
  controlPlaneCidr: '172.16.0.0/28',
  privateEndpoint: '172.16.0.2',
};
const facts = (rules: readonly TrafficRule[], standing: object | null = null, above: readonly TrafficRule[] = []) => ({
  'rule-layers': [
    {kind: 'hierarchy', name: 'acme-baseline', rules: above},
    {kind: 'rules', name: 'VPC firewall rules', rules},
  ],
  'cluster-network': standing,
  subnetworks: [],
});

describe('network/webhook-ports-open', () => {
  const find = (...args: Parameters<typeof facts>) => judge(webhookPortsOpen, facts(...args), {config, release})[0];

  it('is opened by the plan', () => {
    expect(find([])).toMatchObject({verdict: 'pass', observed: expect.stringContaining('prod-istio')});
    expect(find([ours], cluster)).toMatchObject({verdict: 'pass', observed: expect.stringContaining('open by')});
  });

  it('fails where something comes before the rule of the plan', () => {
    expect(find([rule({})])?.verdict).toBe('fail');
    expect(find([rule({priority: 1001})])?.verdict).toBe('pass');
    expect(find([rule({targetTags: ['gke-prod-0123abcd-node']})])?.verdict).toBe('fail');
    expect(find([rule({targetTags: ['gke-test-0123abcd-node']})])?.verdict).toBe('pass');
    expect(find([], null, [rule({name: 'no ingress'})])).toMatchSnapshot();
  });

  it('does not know what a threat list says', () => {
    expect(find([], null, [rule({unjudged: ['srcThreatIntelligences']})])?.verdict).toBe('unknown');
  });

  it('warns where its own rule stands and does not work', () => {
    expect(find([{...ours, isDisabled: true}], cluster)?.verdict).toBe('warn');
    expect(find([{...ours, sourceRanges: ['10.0.0.0/8']}], cluster)?.verdict).toBe('warn');
  });

  it('has nothing to look at where the release has no webhooks', () => {
    expect(judge(webhookPortsOpen, facts([]), {config, release: createRelease({webhooks: []})})).toEqual([]);
  });
});

describe('network/balancer-reachable', () => {
  const find = (...args: Parameters<typeof facts>) => judge(balancerReachable, facts(...args), {config, release});

  it('passes where GKE’s rules decide', () => {
    expect(find([]).map(({verdict}) => verdict)).toEqual(['pass']);
  });

  it('names the ports that a rule closes, and to whom', () => {
    const https = rule({traffic: [{protocol: 'tcp', ports: ['443']}]});
    expect(find([https]).map(({resource, verdict}) => [resource, verdict])).toEqual([
      ['tcp:443 for everybody', 'fail'],
    ]);
    const probes = rule({sourceRanges: ['35.191.0.0/16']});
    expect(find([], null, [probes])[0]).toMatchSnapshot();
  });
});

describe('network/istio-as-planned', () => {
  const istiod = {part: 'istio', product: 'istiod', namespace: 'mesh', name: 'istiod', release: null};
  const verdict = (istio: 'own' | 'existing', parts: readonly object[], releases: readonly string[] = []) =>
    judge(istioAsPlanned, {deployments: {parts, releases}}, {config: {...config, istio}, release})[0]?.verdict;

  it('wants exactly one mesh', () => {
    expect([verdict('own', []), verdict('own', [istiod]), verdict('own', [istiod], ['sample'])]).toEqual([
      'pass',
      'fail',
      'pass',
    ]);
    expect([verdict('existing', []), verdict('existing', [istiod])]).toEqual(['fail', 'pass']);
  });
});
