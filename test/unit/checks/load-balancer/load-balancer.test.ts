import {describe, expect, it} from 'vitest';
import {backendsHealthy} from '../../../../src/checks/load-balancer/backends-healthy.js';
import {exposedAsPlanned} from '../../../../src/checks/load-balancer/exposed-as-planned.js';
import {sourcesAllowed} from '../../../../src/checks/load-balancer/sources-allowed.js';
import type {IngressFact} from '../../../../src/checks/probes/ingress-probe.js';
import {createConfig, judge} from '../check-deployment.js';

const ingress = (change: Partial<IngressFact> = {}): Partial<IngressFact> => ({
  namespace: 'istio-system',
  name: 'istio-ingressgateway',
  isPresent: true,
  type: 'LoadBalancer',
  isInternal: false,
  sourceRanges: [],
  selector: {istio: 'ingressgateway'},
  ready: 1,
  externalTrafficPolicy: 'Cluster',
  ...change,
});
const exposed = (exposure: 'external' | 'internal') => ({
  config: createConfig((config) => ({domain: {...config.domain, exposure}})),
});
const verdicts = (found: ReturnType<typeof judge>) => found.map(({verdict}) => verdict);

describe('load-balancer/exposed-as-planned', () => {
  it.each([
    ['external', false, 'pass'],
    ['external', true, 'fail'],
    ['internal', true, 'pass'],
    ['internal', false, 'fail'],
  ] as const)('planned %s, internal: %s', (exposure, isInternal, verdict) => {
    expect(verdicts(judge(exposedAsPlanned, {ingress: ingress({isInternal})}, exposed(exposure)))).toEqual([verdict]);
  });

  it('says nothing of a Service that is no load balancer: another check does', () => {
    expect(judge(exposedAsPlanned, {ingress: ingress({type: 'ClusterIP'})}, exposed('external'))).toEqual([]);
  });
});

describe('load-balancer/sources-allowed', () => {
  const door = (state: string) => ({'front-door': {https: {state}}});
  it.each<[string, Partial<IngressFact>, object, string]>([
    ['all may come', {}, {}, 'pass'],
    ['some of the Internet may', {sourceRanges: ['203.0.113.0/24']}, door('open'), 'pass'],
    ['some may, and this machine may not', {sourceRanges: ['203.0.113.0/24']}, door('timed-out'), 'fail'],
    ['only private ranges may, from outside', {sourceRanges: ['10.0.0.0/8', '192.168.0.0/16']}, {}, 'fail'],
    ['only private ranges may, inside', {sourceRanges: ['10.0.0.0/8'], isInternal: true}, {}, 'pass'],
  ])('%s', (_, change, facts, verdict) => {
    expect(verdicts(judge(sourcesAllowed, {ingress: ingress(change), ...facts}))).toEqual([verdict]);
  });
});

describe('load-balancer/backends-healthy', () => {
  it('tells a Service that leads to nobody from pods that are not ready', () => {
    const [nobody] = judge(backendsHealthy, {ingress: ingress({ready: 0, behind: []})});
    const [silent] = judge(backendsHealthy, {
      ingress: ingress({ready: 0, behind: ['Deployment istio-system/gateway']}),
    });
    expect(nobody).toMatchObject({verdict: 'fail', mendedBy: 'platform/install-release'});
    expect(nobody?.observed).toContain('istio=ingressgateway');
    expect(silent).toMatchObject({verdict: 'fail', follows: ['Deployment istio-system/gateway']});
  });
});
