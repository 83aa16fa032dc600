import {describe, expect, it} from 'vitest';
import {selectSilentWorkloads} from '../../../../src/checks/road/select-silent-workloads.js';
import type {Facts} from '../../../../src/model/finding.js';

const destination = (route: string, behind?: readonly string[]) => ({routes: [`core/vs ${route}`], behind});
const facts = (destinations: readonly object[], ingress: object = {}): Facts => ({
  'mesh-routes': {state: 'known', value: {destinations}},
  ingress: {state: 'known', value: ingress},
});
const keycloak = destination('/auth', ['Deployment keycloak/keycloak']);

describe('selectSilentWorkloads', () => {
  it('are those that the path leads to, where none of their pods is ready', () => {
    const all = facts([keycloak, destination('/', ['Deployment core/dashboard']), destination('/oauth2')]);
    expect(selectSilentWorkloads(all, ['/auth/realms/Main'])).toEqual(['Deployment keycloak/keycloak']);
    expect(selectSilentWorkloads(all, ['/oauth2'])).toEqual([]);
  });

  it('are those of the ingress for every path', () => {
    const all = facts([], {behind: ['Deployment istio-system/istio-ingressgateway']});
    expect(selectSilentWorkloads(all, [])).toEqual(['Deployment istio-system/istio-ingressgateway']);
  });

  it('are none where nobody could look', () => {
    expect(selectSilentWorkloads({}, ['/auth'])).toEqual([]);
  });
});
