import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {addressAssigned} from '../../../../src/checks/load-balancer/address-assigned.js';
import type {FrontDoorFact, PageFact} from '../../../../src/checks/probes/front-door-probe.js';
import type {IngressFact} from '../../../../src/checks/probes/ingress-probe.js';
import {loginGuards} from '../../../../src/checks/road/login-guards.js';
import {loginPageOpens} from '../../../../src/checks/road/login-page-opens.js';
import {portsOpen} from '../../../../src/checks/road/ports-open.js';
import {realmAnswers} from '../../../../src/checks/road/realm-answers.js';
import {replaceSomewhere} from '../../../worlds/replace-somewhere.js';
import {judge} from '../check-deployment.js';

const root = 'https://platform.corp.test';
const page = (change: Partial<PageFact> = {}): PageFact => ({
  url: `${root}/`,
  state: 'answered',
  status: 200,
  location: null,
  server: 'istio-envoy',
  message: '',
  ...change,
});
const realm = (change: object = {}) => ({
  ...page({url: `${root}/auth/realms/Main/.well-known/openid-configuration`}),
  issuer: `${root}/auth/realms/Main`,
  ...change,
});
const login = `${root}/auth/realms/Main/protocol/openid-connect/auth?client_id=istio&redirect_uri=https%3A%2F%2Fx%2Fcallback`;
const silent = {state: 'timed-out', message: 'no answer'} as const;

const door = (change: Partial<FrontDoorFact> = {}): FrontDoorFact => ({
  fqdn: 'platform.corp.test',
  address: '192.0.2.10',
  isInternal: false,
  http: {state: 'open'},
  https: {state: 'open'},
  handshake: silent,
  wildcard: silent,
  dashboard: page({status: 302, location: login}),
  login: page({url: login}),
  realm: realm(),
  ...change,
});
const look = (check: Parameters<typeof judge>[0], change: Partial<FrontDoorFact>) =>
  judge(check, {'front-door': door(change)});

const ingress = (change: Partial<IngressFact> = {}): IngressFact => ({
  namespace: 'istio-system',
  name: 'istio-ingressgateway',
  isPresent: true,
  type: 'LoadBalancer',
  isInternal: false,
  addresses: ['192.0.2.10'],
  requested: '192.0.2.10',
  ports: [80, 443],
  sourceRanges: [],
  externalTrafficPolicy: 'Cluster',
  selector: {istio: 'ingressgateway'},
  ready: 1,
  ageSeconds: 600,
  warnings: [],
  ...change,
});
const lookAtIngress = (change: Partial<IngressFact>) => judge(addressAssigned, {ingress: ingress(change)})[0];

describe('the load balancer', () => {
  it('has the address that was asked for', () => {
    expect(lookAtIngress({})?.verdict).toBe('pass');
    expect(lookAtIngress({addresses: ['192.0.2.11']})?.verdict).toBe('fail');
    expect(lookAtIngress({isPresent: false})?.observed).toBe('the Service is missing');
    expect(lookAtIngress({type: 'ClusterIP', addresses: []})?.verdict).toBe('fail');
  });

  it('is pending for a reason that the events tell', () => {
    const message = "Quota 'STATIC_ADDRESSES' exceeded. Limit: 0.0";
    const warnings = [{reason: 'SyncLoadBalancerFailed', message, count: 3, lastSeen: ''}];
    const finding = lookAtIngress({addresses: [], warnings});
    expect(finding?.observed).toBe(`pending for 10 min; SyncLoadBalancerFailed: ${message}`);
    expect(finding?.tries[0]?.text).toContain('ask for more');
  });
});

describe('the ports', () => {
  it('are open, closed for all, or not to be seen from outside', () => {
    expect(look(portsOpen, {}).map(({verdict}) => verdict)).toEqual(['pass', 'pass']);
    expect(look(portsOpen, {http: silent, https: silent}).map(({verdict}) => verdict)).toEqual(['warn', 'fail']);
    const inside = look(portsOpen, {http: silent, https: silent, isInternal: true});
    expect(inside.map(({verdict}) => verdict)).toEqual(['unknown', 'unknown']);
  });
});

describe('the login', () => {
  it('stands before the dashboard', () => {
    expect(look(loginGuards, {})[0]?.verdict).toBe('pass');
    expect(look(loginGuards, {dashboard: page()})[0]?.verdict).toBe('warn');
    expect(look(loginGuards, {dashboard: page({status: 403, message: 'RBAC: access denied'})})[0]?.observed).toBe(
      'HTTP 403: RBAC: access denied',
    );
    expect(look(loginGuards, {dashboard: page({state: 'untrusted', message: 'expired'})})[0]?.verdict).toBe('fail');
  });

  it('needs a realm that calls itself by the domain’s name', () => {
    expect(look(realmAnswers, {})[0]?.verdict).toBe('pass');
    expect(look(realmAnswers, {realm: realm({issuer: 'http://keycloak:8080/realms/Main'})})[0]?.verdict).toBe('fail');
    expect(look(realmAnswers, {realm: realm({status: 404})})[0]?.observed).toBe('there is no such realm');
    expect(look(realmAnswers, {realm: realm({issuer: null})})[0]?.verdict).toBe('fail');
    expect(look(realmAnswers, {realm: null})).toEqual([]);
  });

  it('needs a client and a redirect that the realm allows', () => {
    expect(look(loginPageOpens, {})[0]).toMatchObject({verdict: 'pass', resource: 'client istio'});
    const refused = look(loginPageOpens, {login: page({url: login, status: 400, message: 'Invalid redirect_uri'})});
    expect(refused[0]).toMatchObject({verdict: 'fail', observed: 'HTTP 400: Invalid redirect_uri'});
    expect(refused[0]?.tries[0]?.text).toContain('https://x/callback');
  });
});

it('no page upsets its check, whatever it says', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1000), {minLength: 3, maxLength: 12}), (choices) => {
      const changed = replaceSomewhere(door(), choices) as FrontDoorFact;
      for (const check of [portsOpen, loginGuards, realmAnswers, loginPageOpens]) look(check, changed);
      judge(addressAssigned, {ingress: replaceSomewhere(ingress(), choices)});
    }),
    {seed: 20261124, numRuns: 300},
  );
});
