import {existsSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {ClusterAccess} from './kubeconfig.js';

/** Where every Pod finds who it is. https://kubernetes.io/docs/tasks/run-application/access-api-from-pod/ */
const directory = '/var/run/secrets/kubernetes.io/serviceaccount';

/** The cluster that this program itself runs in, as the Pod's service account; undefined outside of one. */
export async function readPodAccess(environment: NodeJS.ProcessEnv): Promise<ClusterAccess | undefined> {
  const {KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port} = environment;
  if (host === undefined || !existsSync(join(directory, 'token'))) return undefined;
  const authority = await readFile(join(directory, 'ca.crt'));
  return {
    context: 'this cluster',
    target: {
      endpoint: `${host.includes(':') ? `[${host}]` : host}:${port ?? '443'}`,
      caCertificate: authority.toString('base64'),
    },
    // The kubelet renews the file while the Pod runs.
    fetchCredential: async () => ({token: (await readFile(join(directory, 'token'), 'utf8')).trim()}),
  };
}
