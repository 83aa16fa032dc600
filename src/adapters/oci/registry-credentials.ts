import {readFile} from 'node:fs/promises';
import {homedir} from 'node:os';
import {join} from 'node:path';
import type {GoogleSession} from '../gcp/google-session.js';
import {isGoogleRegistry} from './registry-address.js';

/** Who asks: a name with its password, or a token that is exchanged for shorter ones. */
export type RegistryCredential =
  | {readonly kind: 'password'; readonly user: string; readonly password: string}
  | {readonly kind: 'identity-token'; readonly token: string};

/** The credential for a registry; undefined where it is to be asked without one. */
export type RegistryCredentials = (registry: string) => Promise<RegistryCredential | undefined>;

/** https://github.com/docker/cli/blob/master/docs/reference/commandline/login.md */
interface DockerConfig {
  readonly auths?: Readonly<Record<string, {readonly auth?: string; readonly identitytoken?: string}>>;
  readonly credHelpers?: Readonly<Record<string, string>>;
  readonly credsStore?: string;
}

/** Docker Hub stands under its old address in every docker configuration. */
const namesOf = (registry: string): readonly string[] => {
  const own = [registry, `https://${registry}`, `https://${registry}/v1/`, `https://${registry}/v2/`];
  return registry === 'docker.io' ? ['https://index.docker.io/v1/', 'index.docker.io', ...own] : own;
};

async function readDockerConfig(): Promise<DockerConfig> {
  const directory = process.env.DOCKER_CONFIG ?? join(homedir(), '.docker');
  try {
    return JSON.parse(await readFile(join(directory, 'config.json'), 'utf8')) as DockerConfig;
  } catch {
    // Without a configuration, or with one that docker would not read either, nobody is logged in.
    return {};
  }
}

const helperPatienceMs = 30_000;

/** Asks `docker-credential-NAME get`. https://github.com/docker/docker-credential-helpers */
async function askHelper(helper: string, name: string): Promise<RegistryCredential | undefined> {
  try {
    const {execa} = await import('execa');
    const {stdout} = await execa(`docker-credential-${helper}`, ['get'], {input: name, timeout: helperPatienceMs});
    const {Username: user = '', Secret: password = ''} = JSON.parse(stdout) as {Username?: string; Secret?: string};
    if (password === '') return undefined;
    return user === '<token>' ? {kind: 'identity-token', token: password} : {kind: 'password', user, password};
  } catch {
    // A helper that is absent, or that knows nothing of this registry, is no credential.
    return undefined;
  }
}

function selectStored({auths = {}}: DockerConfig, registry: string): RegistryCredential | undefined {
  const entry = namesOf(registry).flatMap((name) => auths[name] ?? [])[0];
  if (entry?.identitytoken) return {kind: 'identity-token', token: entry.identitytoken};
  const decoded = Buffer.from(entry?.auth ?? '', 'base64').toString();
  const colon = decoded.indexOf(':');
  if (colon < 0) return undefined;
  return {kind: 'password', user: decoded.slice(0, colon), password: decoded.slice(colon + 1)};
}

/**
 * Credentials as docker, podman and skopeo find them: the helper of the registry, what `docker login` stored, the
 * helper of everything, and for Google's registries the session's own token, which needs no helper at all.
 */
export function FoundCredentials(session: Pick<GoogleSession, 'authClient'>): RegistryCredentials {
  let config: Promise<DockerConfig> | undefined;
  return async (registry) => {
    config ??= readDockerConfig();
    const docker = await config;
    const helper = namesOf(registry).flatMap((name) => docker.credHelpers?.[name] ?? [])[0];
    const helped = helper === undefined ? undefined : await askHelper(helper, registry);
    const stored = helped ?? selectStored(docker, registry);
    if (stored !== undefined) return stored;
    if (docker.credsStore !== undefined) {
      const kept = await askHelper(docker.credsStore, namesOf(registry)[0] ?? registry);
      if (kept !== undefined) return kept;
    }
    if (!isGoogleRegistry(registry)) return undefined;
    // Public images of Google's registries are there for everybody: without credentials they are asked for without.
    const token = await session.authClient().then(
      async (client) => (await client.getAccessToken()).token,
      () => undefined,
    );
    // https://cloud.google.com/artifact-registry/docs/docker/authentication#token
    return token ? {kind: 'password', user: 'oauth2accesstoken', password: token} : undefined;
  };
}
