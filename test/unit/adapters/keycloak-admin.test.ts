import {beforeEach, describe, expect, it} from 'vitest';
import {KeycloakAdmin} from '../../../src/adapters/keycloak/keycloak-admin.js';
import type {OutsideRequest} from '../../../src/adapters/web/open-outside.js';
import type {ProbeResult} from '../../../src/model/ports/local.js';
import {createWorkloadState} from '../../../src/rehearsal/controllers/behaviours/workload-state.js';
import {answerKeycloak} from '../../../src/rehearsal/net/answers/answer-keycloak.js';
import type {ClusterView} from '../../../src/rehearsal/net/cluster-view.js';

const access = {root: 'https://platform.example/auth', realm: 'Hyperplane', user: 'admin', password: 'correct'};
const google = {alias: 'google', providerId: 'google', displayName: 'Google', config: {clientId: 'c1'}};

describe('Keycloak’s admin API', () => {
  let nowMs = 0;
  let sent: OutsideRequest[] = [];
  let onSend: (request: OutsideRequest) => ProbeResult | undefined = () => undefined;
  let view: ClusterView;

  /** A Keycloak of the rehearsal, without the way to it. */
  const open = () =>
    KeycloakAdmin({
      async send(request) {
        sent.push(request);
        const instead = onSend(request);
        if (instead !== undefined) return instead;
        const {pathname, host} = new URL(request.url);
        const env = [
          {name: 'KEYCLOAK_ADMIN', value: 'admin'},
          {name: 'KEYCLOAK_ADMIN_PASSWORD', valueFrom: {secretKeyRef: {name: 'login', key: 'password'}}},
        ];
        const pod = {metadata: {name: 'keycloak-0', namespace: 'keycloak'}, spec: {containers: [{name: 'k', env}]}};
        const {method, headers = {}, body} = request;
        const answer = answerKeycloak(
          view,
          {method, scheme: 'https', host, path: pathname, headers, ...(body === undefined ? {} : {body})},
          pod as never,
        );
        return {state: 'answered', answer};
      },
    });

  beforeEach(() => {
    sent = [];
    onSend = () => undefined;
    const secret = {data: {password: Buffer.from('correct').toString('base64')}};
    const state = createWorkloadState();
    state.realms.push('Hyperplane');
    view = {
      state,
      clock: {now: () => nowMs, speed: 1},
      informers: {of: () => ({get: (_: string, name: string) => (name === 'login' ? secret : undefined)})},
    } as unknown as ClusterView;
  });

  it('makes a provider, reads it without its secret, and knows which secret it holds', async () => {
    const admin = open();
    expect(await admin.get(access, 'google')).toBeUndefined();
    await admin.create(access, google, 'first');
    const seen = await admin.get(access, 'google');
    expect(seen).toMatchObject({...google, isEnabled: true, config: {clientId: 'c1', clientSecret: '**********'}});
    expect(admin.holdsSecret(seen!, 'first')).toBe(true);
    expect(admin.holdsSecret(seen!, 'second')).toBe(false);
    await expect(admin.create(access, google, 'first')).rejects.toMatchObject({kind: 'exists'});
  });

  it('changes what it names and keeps what somebody else has set', async () => {
    const admin = open();
    await admin.create(access, google, 'first');
    const provider = view.state.keycloak!.identityProviders.Hyperplane!;
    provider.google = {
      ...provider.google!,
      firstBrokerLoginFlowAlias: 'own',
      config: {...provider.google!.config, prompt: 'consent'},
    };
    await admin.update(access, {...google, config: {clientId: 'c2'}}, 'second');
    const seen = await admin.get(access, 'google');
    expect(seen?.config).toMatchObject({clientId: 'c2', prompt: 'consent'});
    expect(admin.holdsSecret(seen!, 'second')).toBe(true);
    expect(provider.google).toMatchObject({firstBrokerLoginFlowAlias: 'own', config: {clientSecret: 'second'}});
  });

  it('tells a wrong password, a realm that is not there and a Keycloak that is away apart', async () => {
    const admin = open();
    await expect(admin.get({...access, password: 'wrong'}, 'google')).rejects.toMatchObject({kind: 'unauthenticated'});
    await expect(admin.get({...access, realm: 'Other'}, 'google')).rejects.toMatchObject({kind: 'not-found'});
    onSend = () => ({state: 'unreachable', message: 'connection refused'});
    await expect(admin.get(access, 'google')).rejects.toMatchObject({kind: 'unavailable'});
  });

  it('asks for another token where one has ended on the way', async () => {
    const admin = open();
    onSend = ({url}) => {
      if (url.includes('/admin/') && sent.length === 2) nowMs += 120_000;
      return undefined;
    };
    expect(await admin.get(access, 'google')).toBeUndefined();
    expect(sent.map(({url}) => new URL(url).pathname.split('/').at(-1))).toEqual([
      'token',
      'instances',
      'token',
      'instances',
    ]);
  });

  it('names no secret and no password in a failure', async () => {
    const admin = open();
    const failure = await admin.create(access, {...google, providerId: 'gogle'}, 's3cr3t').catch(String);
    expect(failure).toContain('Invalid identity provider id [gogle]');
    expect(failure).not.toMatch(/s3cr3t|correct/);
  });
});
