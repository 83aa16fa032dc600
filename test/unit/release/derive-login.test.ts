import {describe, expect, it} from 'vitest';
import type {Manifest} from '../../../src/model/manifest.js';
import {deriveLogin} from '../../../src/release/derive/derive-login.js';

const workload = (kind: string, env: readonly unknown[]): Manifest => {
  const object = {
    apiVersion: 'apps/v1',
    kind,
    metadata: {name: 'keycloak', namespace: 'login'},
    spec: {template: {spec: {containers: [{name: 'keycloak', image: 'keycloak', env}]}}},
  };
  return {file: 'keycloak.yaml', line: 1, apiVersion: 'apps/v1', kind, name: 'keycloak', namespace: 'login', object};
};
const secret = (name: string, key: string) => ({valueFrom: {secretKeyRef: {name, key}}});
const derive = (...manifests: readonly Manifest[]) => deriveLogin(manifests, () => false);

describe('Keycloak’s administrator in a chart', () => {
  it('is found by the variables that name it, written out or in the secret', () => {
    const password = {name: 'KEYCLOAK_ADMIN_PASSWORD', ...secret('login-pass', 'password')};
    const place = {namespace: 'login', isPrefixed: false, secret: 'login-pass', passwordKey: 'password'};
    expect(derive(workload('Deployment', [{name: 'KEYCLOAK_ADMIN', value: 'root'}, password])).login.admin).toEqual({
      ...place,
      user: 'root',
    });
    expect(
      derive(workload('StatefulSet', [{name: 'KEYCLOAK_ADMIN', ...secret('login-pass', 'name')}, password])).login
        .admin,
    ).toEqual({...place, userKey: 'name'});
  });

  it('is not told by a job beside it, and its absence is', () => {
    const env = [
      {name: 'KEYCLOAK_ADMIN', value: 'root'},
      {name: 'KEYCLOAK_ADMIN_PASSWORD', ...secret('login-pass', 'password')},
    ];
    const {login, notes} = derive(workload('Job', env));
    expect(login.admin).toBeUndefined();
    expect(notes.join('\n')).toContain('sso is left to a person');
  });

  it('is not taken from a password that is written out', () => {
    const env = [
      {name: 'KEYCLOAK_ADMIN', value: 'root'},
      {name: 'KEYCLOAK_ADMIN_PASSWORD', value: 'plain'},
    ];
    expect(derive(workload('Deployment', env)).login.admin).toBeUndefined();
  });
});
