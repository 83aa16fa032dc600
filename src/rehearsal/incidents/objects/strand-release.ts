import {gunzipSync, gzipSync} from 'node:zlib';
import type {Json} from '../../cloud/json.js';
import type {KubeRequest, KubeTransport} from '../../seams/kube-transport.js';

/** Helm keeps a release as base64 of gzipped JSON, and Kubernetes a Secret's value as base64 of that. https://helm.sh/docs/topics/advanced/#storage-backends */
function decode(data: string): Json {
  const text = Buffer.from(data, 'base64').toString('latin1');
  return JSON.parse(gunzipSync(Buffer.from(text, 'base64')).toString('utf8')) as Json;
}

function encode(release: Json): string {
  return Buffer.from(gzipSync(JSON.stringify(release)).toString('base64')).toString('base64');
}

/**
 * Writes the record that a helm leaves that is killed in the middle of an upgrade: one revision more,
 * `pending-upgrade`. Returns what takes it away again, or undefined where no release is deployed.
 */
export async function strandRelease(
  kube: KubeTransport,
  namespace: string,
  release: string,
): Promise<readonly KubeRequest[] | undefined> {
  const path = `/api/v1/namespaces/${namespace}/secrets`;
  const selector = encodeURIComponent(`owner=helm,name=${release}`);
  const {status, body} = await kube.request({method: 'GET', path: `${path}?labelSelector=${selector}`});
  const versionOf = ({metadata}: Json) => Number(metadata.labels?.version ?? 0);
  const secrets: Json[] = status === 200 ? body.items : [];
  const latest = secrets.sort((a, b) => versionOf(b) - versionOf(a))[0];
  if (latest?.metadata.labels.status !== 'deployed') return undefined;
  const version = versionOf(latest) + 1;
  const record = decode(latest.data.release);
  const name = `sh.helm.release.v1.${release}.v${version}`;
  const stranded = {
    apiVersion: 'v1',
    kind: 'Secret',
    type: latest.type,
    metadata: {name, labels: {...latest.metadata.labels, version: String(version), status: 'pending-upgrade'}},
    data: {
      release: encode({
        ...record,
        version,
        info: {...record.info, status: 'pending-upgrade', description: 'Preparing upgrade'},
      }),
    },
  };
  const created = await kube.request({method: 'POST', path, body: stranded});
  return created.status === 201 ? [{method: 'DELETE', path: `${path}/${name}`}] : undefined;
}
