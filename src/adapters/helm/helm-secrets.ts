import {promisify} from 'node:util';
import {gunzip} from 'node:zlib';
import {CloudFailure} from '../../model/cloud-failure.js';
import type {Helm, HelmRelease} from '../../model/ports/helm.js';
import type {HelmRecords, RevisionRef} from '../../model/ports/helm-records.js';
import type {Kube, KubeObject} from '../../model/ports/kube.js';
import {readKubeconfig} from '../kube/kubeconfig.js';

/** A revision as helm writes it into its Secret. https://github.com/helm/helm/blob/v3.17.3/pkg/release/release.go */
interface StoredRelease {
  readonly name: string;
  readonly version: number;
  readonly info?: {readonly last_deployed?: string; readonly status?: string; readonly description?: string};
  readonly chart?: {readonly metadata?: {readonly name?: string; readonly version?: string}};
  readonly manifest?: string;
  readonly hooks?: ReadonlyArray<{readonly path: string; readonly manifest: string}>;
}

const unzip = promisify(gunzip);

/** The API encodes a Secret's bytes, and helm encodes its zipped JSON once more. */
async function decodeRelease({metadata, data}: KubeObject): Promise<StoredRelease> {
  const encoded = (data as {readonly release?: string} | undefined)?.release ?? '';
  try {
    const zipped = Buffer.from(Buffer.from(encoded, 'base64').toString('latin1'), 'base64');
    return JSON.parse((await unzip(zipped)).toString('utf8')) as StoredRelease;
  } catch (error) {
    throw new CloudFailure('invalid', `helm's record ${metadata.name} cannot be read: ${(error as Error).message}`, {
      action: 'read helm records',
    });
  }
}

function selectRevision({name, version, info, chart}: StoredRelease): HelmRelease {
  return {
    name,
    revision: version,
    status: info?.status ?? 'unknown',
    chart: `${chart?.metadata?.name ?? ''}-${chart?.metadata?.version ?? ''}`,
    updatedAt: info?.last_deployed ?? '',
    description: info?.description ?? '',
  };
}

/**
 * What helm remembers, read from its Secrets with the kubeconfig's cluster and the connections that are there, as
 * `helm history` and `helm get` would tell it after a second of starting themselves and a credential plugin.
 */
export function HelmSecrets(kube: Pick<Kube, 'get' | 'list'>): Pick<Helm, 'history'> & HelmRecords {
  const open = async (kubeconfig: string) => (await readKubeconfig([kubeconfig], undefined)).target;
  /** The kubeconfig is the deployer's, whoever asks. */
  const read = async <T>(reading: Promise<T>): Promise<T> => {
    try {
      return await reading;
    } catch (error) {
      if (!(error instanceof CloudFailure) || error.kind !== 'permission') throw error;
      const {action, permission, status} = error;
      throw new CloudFailure('permission', error.message, {action, permission, status, actor: 'deployer'});
    }
  };
  const fetchRevision = async ({kubeconfig, release, namespace, revision}: RevisionRef): Promise<StoredRelease> => {
    const name = `sh.helm.release.v1.${release}.v${revision}`;
    const secret = await read(kube.get(await open(kubeconfig), {apiVersion: 'v1', kind: 'Secret', namespace, name}));
    if (secret === undefined)
      throw new CloudFailure('not-found', `helm knows no revision ${revision} of ${release}`, {
        action: 'read helm records',
      });
    return decodeRelease(secret);
  };
  return {
    async history({kubeconfig, release, namespace}) {
      const labelSelector = `owner=helm,name=${release}`;
      const selection = {apiVersion: 'v1', kind: 'Secret', namespace, labelSelector};
      const secrets = await read(kube.list(await open(kubeconfig), selection));
      const revisions = await Promise.all(secrets.map(async (secret) => selectRevision(await decodeRelease(secret))));
      return revisions.sort((a, b) => a.revision - b.revision);
    },
    fetchManifest: async (request) => (await fetchRevision(request)).manifest ?? '',
    fetchHooks: async (request) =>
      ((await fetchRevision(request)).hooks ?? [])
        .map(({path, manifest}) => `---\n# Source: ${path}\n${manifest}\n`)
        .join(''),
  };
}
