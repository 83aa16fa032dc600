import {CloudFailure} from '../../model/cloud-failure.js';
import type {SecretReference} from '../../model/install-config.js';
import type {
  IdentityProviderRequest,
  IdentityProviderState,
  KeycloakAccess,
} from '../../model/ports/identity-providers.js';
import type {Ports} from '../../model/ports/ports.js';
import type {KeycloakAdministrator} from '../../model/release-login.js';
import {diffFields, noChange, selectSimpleChange, selectUpdate} from '../changes.js';
import {type DeferredTarget, selectDeferredTarget, selectTarget} from '../cluster/kube-target.js';
import {defineStep} from '../define-step.js';
import {foreign} from '../ownership.js';
import {selectIdentityProvider} from './select-identity-provider.js';
import {selectNamespace} from './select-namespace.js';

interface Desired {
  readonly target: DeferredTarget;
  readonly admin: Omit<KeycloakAdministrator, 'isPrefixed'>;
  readonly root: string;
  readonly realm: string;
  readonly provider: IdentityProviderRequest;
  readonly clientSecret: SecretReference;
  /** The operator's own certificate, which need not come from an authority that this machine knows. */
  readonly certificate: SecretReference | undefined;
}

interface Actual {
  readonly provider?: IdentityProviderState | undefined;
  readonly holdsSecret: boolean;
  /** Why it cannot be seen yet. */
  readonly problem?: string;
  /** Why Keycloak does not let the administrator in. */
  readonly refusal?: string;
}

const docs = 'https://www.keycloak.org/docs/latest/server_admin/#_identity_broker';
/** A key of the provider's configuration that says whose it is; Keycloak has no labels. */
const ownerKey = 'shakinstallDeployment';

/** Where the realm's administrator is let in; undefined while the chart has not made the secret. */
async function findAccess(ports: Ports, desired: Desired): Promise<KeycloakAccess | undefined> {
  const {admin, root, realm, certificate} = desired;
  const target = selectTarget(desired.target);
  if (target === undefined) return undefined;
  const {namespace, secret: name} = admin;
  const secret = await ports.kube.get(target, {apiVersion: 'v1', kind: 'Secret', namespace, name});
  const read = (key: string | undefined) => {
    const data = secret?.data as Readonly<Record<string, string>> | undefined;
    return key === undefined || data?.[key] === undefined ? undefined : Buffer.from(data[key], 'base64').toString();
  };
  const [user, password] = [admin.user ?? read(admin.userKey), read(admin.passwordKey)];
  if (user === undefined || password === undefined) return undefined;
  const trusted = certificate === undefined ? undefined : await ports.secrets.resolve(certificate);
  return {root, realm, user, password, trusted};
}

async function requireSecret(ports: Ports, {clientSecret}: Desired): Promise<string> {
  const value = await ports.secrets.resolve(clientSecret);
  if (value !== undefined) return value.trim();
  throw new CloudFailure('invalid', `sso.clientSecret (${clientSecret}) holds nothing`, {action: 'read a secret'});
}

/** The same by Keycloak's command line; secrets are read where they stand. https://www.keycloak.org/docs/latest/server_admin/#identity-provider-operations */
function formatCommand({root, realm, admin, provider, clientSecret}: Desired): string {
  const read = (key: string) =>
    `"$(kubectl get secret ${admin.secret} --namespace=${admin.namespace} --output=jsonpath='{.data.${key}}' | base64 -d)"`;
  const user = admin.user ?? read(admin.userKey ?? 'username');
  const secret = clientSecret.startsWith('env:') ? `$${clientSecret.slice(4)}` : `$(cat '${clientSecret.slice(5)}')`;
  const settings = [
    `alias=${provider.alias}`,
    `providerId=${provider.providerId}`,
    ...Object.entries(provider.config).map(([key, value]) => `config.${key}=${value}`),
  ].map((setting) => `-s '${setting}'`);
  return [
    `kcadm.sh create identity-provider/instances --target-realm ${realm} --no-config --server ${root}`,
    `--realm master --user ${user} --password ${read(admin.passwordKey)}`,
    ...settings,
    `-s "config.clientSecret=${secret}"`,
  ].join(' ');
}

export const connectIdentityProvider = defineStep<Desired, Actual>({
  id: 'platform/connect-identity-provider',
  runbook: '22',
  phase: 'platform',
  title: 'Connect the identity provider',
  titleOf: (instance) => `Connect ${instance} as identity provider`,
  why: 'The runbook leaves this to a person in Keycloak’s console. Keycloak’s admin API does the same: the provider of sso is added to the realm with the administrator’s password from the cluster, and only that. A release that does not say where the administrator’s password stands gets no provider, and a warning instead.',
  docs,
  actor: 'deployer',
  needs: ['platform/verify-realm'],
  within: 'cluster/create-cluster',
  permissions: [{permission: 'container.secrets.get', on: 'project'}],
  services: [],
  usualSeconds: [1, 10],
  timeoutMinutes: 10,
  instances: ({sso}, {login}) => (sso.provider === 'none' || login.admin === undefined ? [] : [sso.provider]),
  desire(inputs) {
    const {config, release} = inputs;
    const {realm, realmPath, admin} = release.login;
    const provider = selectIdentityProvider(config.sso);
    const {clientSecret} = config.sso;
    if (provider === undefined || admin === undefined || clientSecret === undefined)
      throw new Error('no identity provider to connect');
    const {isPrefixed, ...place} = admin;
    return {
      target: selectDeferredTarget(inputs),
      admin: {...place, namespace: selectNamespace(config, {namespace: place.namespace, isPrefixed})},
      root: `https://${config.domain.fqdn}${realmPath.slice(0, realmPath.indexOf('/realms/'))}`,
      realm,
      provider: {...provider, config: {...provider.config, [ownerKey]: config.deployment}},
      clientSecret,
      certificate: config.tls.mode === 'own' ? config.tls.certificate : undefined,
    };
  },
  async observe(ports, desired) {
    const access = await findAccess(ports, desired);
    if (access === undefined) return {state: 'absent'};
    const seen = (actual: Partial<Actual>) => ({state: 'present' as const, actual: {holdsSecret: false, ...actual}});
    try {
      const provider = await ports.identityProviders.get(access, desired.provider.alias);
      if (provider === undefined) return {state: 'absent'};
      const holdsSecret = ports.identityProviders.holdsSecret(provider, await requireSecret(ports, desired));
      return seen({provider, holdsSecret});
    } catch (error) {
      if (!(error instanceof CloudFailure)) throw error;
      if (error.kind === 'unavailable' || error.kind === 'not-found') return seen({problem: error.message});
      if (error.kind === 'unauthenticated' || error.kind === 'permission') return seen({refusal: error.message});
      throw error;
    }
  },
  diff({admin, provider}, observation) {
    const simple = selectSimpleChange(observation);
    if (simple !== undefined || observation.state !== 'present') return simple ?? noChange;
    const {provider: standing, holdsSecret, problem, refusal} = observation.actual;
    if (refusal !== undefined) {
      const place = `secret ${admin.namespace}/${admin.secret}`;
      const tries = [
        {text: `Put the administrator’s present password into ${place}, key ${admin.passwordKey}, and run again.`},
        {text: 'Or connect the provider in Keycloak’s console, and write sso.provider: none.'},
      ];
      return foreign('SHK_PLATFORM_E1105', `Keycloak does not let the administrator of ${place} in.`, refusal, tries);
    }
    if (standing === undefined) return {kind: 'await', reason: problem ?? 'until Keycloak answers'};
    const [owner, wanted] = [standing.config[ownerKey], provider.config[ownerKey]];
    const isSameClient =
      standing.providerId === provider.providerId && standing.config.clientId === provider.config.clientId;
    if (owner === undefined ? !isSameClient : owner !== wanted)
      return foreign(
        'SHK_PLATFORM_E1106',
        `The realm has an identity provider ${provider.alias} that this deployment did not make.`,
        `${owner === undefined ? '' : `of ${owner}, `}kind ${standing.providerId}, client ${standing.config.clientId}`,
        [{text: 'Remove it in Keycloak’s console, or write its client id into sso.clientId to take it over.'}],
        docs,
      );
    return selectUpdate(
      diffFields([
        ['enabled', standing.isEnabled, true],
        ['kind', standing.providerId, provider.providerId],
        ...Object.entries(provider.config).map(([key, value]) => [key, standing.config[key] ?? '', value] as const),
        ['clientSecret', holdsSecret ? 'the configured one' : 'another one', 'the configured one'],
      ]),
    );
  },
  async apply(ports, desired, change, io) {
    // The engine waits and looks again: what stands once Keycloak answers may need something else.
    if (change.kind === 'await') throw new CloudFailure('unavailable', change.reason, {action: 'log in to Keycloak'});
    const access = await findAccess(ports, desired);
    const {namespace, secret: name} = desired.admin;
    if (access === undefined)
      throw new CloudFailure('unavailable', `secret ${namespace}/${name} is not there`, {action: 'log in to Keycloak'});
    const secret = await requireSecret(ports, desired);
    io.reportProgress(`realm ${desired.realm} gets ${desired.provider.alias}`);
    await (change.kind === 'create'
      ? ports.identityProviders.create(access, desired.provider, secret)
      : ports.identityProviders.update(access, desired.provider, secret));
  },
  outputNames: ['redirectUri'],
  outputs: ({root, realm, provider}) => ({redirectUri: `${root}/realms/${realm}/broker/${provider.alias}/endpoint`}),
  equivalent: (desired) => [['sh', '-c', formatCommand(desired)]],
});
