import {existsSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {formatWord} from '../plan/format-script.js';
import type {RehearsalAddress} from './rehearsal-process.js';

/** Services whose endpoint gcloud takes from the environment, with the path that it expects after the root. https://cloud.google.com/sdk/gcloud/reference/topic/configurations */
const overrides: Readonly<Record<string, string>> = {
  CONTAINER: '/',
  DNS: '/',
  IAM: '/',
  CLOUDRESOURCEMANAGER: '/',
  SERVICEUSAGE: '/',
  ARTIFACTREGISTRY: '/',
  CLOUDBILLING: '/',
  CLOUDQUOTAS: '/',
  COMPUTE: '/compute/v1/',
  STORAGE: '/storage/v1/',
};

function findKubeconfig(directory: string): string | undefined {
  const root = join(directory, 'deployments');
  const names = (existsSync(root) ? readdirSync(root) : []).filter((name) =>
    existsSync(join(root, name, 'kubeconfig')),
  );
  const [name] = names;
  return name === undefined ? undefined : join(root, name, 'kubeconfig');
}

/** Shell lines, or one JSON record, that point gcloud, kubectl, curl and dig at a rehearsal. */
export function formatRehearsalEnv(address: RehearsalAddress, directory: string, isJson: boolean): string {
  const [resolver = ''] = address.resolvers;
  const [host = '', port = ''] = resolver.split(':');
  const kubeconfig = findKubeconfig(directory);
  const variables: Record<string, string> = {
    CLOUDSDK_CONFIG: join(directory, 'gcloud'),
    CLOUDSDK_CORE_DISABLE_PROMPTS: '1',
    CLOUDSDK_AUTH_ACCESS_TOKEN_FILE: address.accessTokenFile,
    CLOUDSDK_AUTH_TOKEN_HOST: `${address.apiRoot}/token`,
    ...Object.fromEntries(
      Object.entries(overrides).map(([service, path]) => [
        `CLOUDSDK_API_ENDPOINT_OVERRIDES_${service}`,
        `${address.apiRoot}${path}`,
      ]),
    ),
    SHAKINSTALL_ENVIRONMENT: join(directory, 'environment.json'),
    ...(kubeconfig === undefined ? {} : {KUBECONFIG: kubeconfig}),
  };
  if (isJson) return JSON.stringify({variables, proxy: address.proxy, caBundle: address.caBundle, resolver}, null, 2);
  const lines = Object.entries(variables).map(([name, value]) => `export ${name}=${formatWord(value)}`);
  return [
    ...lines,
    `# curl --proxytunnel --proxy ${address.proxy} --cacert ${address.caBundle} https://…`,
    `# dig @${host} -p ${port} …`,
  ].join('\n');
}
