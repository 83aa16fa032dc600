import type {KubeObject} from '../../model/ports/kube.js';
import {platformProbe} from './platform-probe.js';
import type {ClusterProbe} from './probe.js';

/** One revision of a Helm release, as the labels of its record say; the record itself is a Secret and is not read. */
export interface HelmRevision {
  readonly revision: number;
  /** `deployed`, `failed`, `pending-upgrade` and so on. */
  readonly status: string;
  readonly changedMs: number | null;
  /** Who wrote the record, where its fields tell. */
  readonly owner: string | null;
}

export interface HelmRecordFact {
  readonly namespace: string;
  readonly release: string;
  /** Newest first. */
  readonly revisions: readonly HelmRevision[];
}

function toRevision({metadata}: KubeObject): HelmRevision {
  const {labels = {}, creationTimestamp} = metadata;
  const modified = Number(labels.modifiedAt ?? labels.createdAt);
  const created = creationTimestamp === undefined ? Number.NaN : Date.parse(creationTimestamp);
  const managers = (metadata.managedFields ?? []) as ReadonlyArray<{readonly manager?: string; readonly time?: string}>;
  // The server's clock tells when the record was made; Helm's own label is in the clock of whoever ran it.
  const changedMs = Number.isNaN(created) ? modified * 1000 : created;
  return {
    revision: Number(labels.version ?? 0),
    status: labels.status ?? 'unknown',
    changedMs: Number.isNaN(changedMs) ? null : changedMs,
    owner: managers.at(-1)?.manager ?? null,
  };
}

/** Helm's records in the platform's namespaces. https://helm.sh/docs/topics/advanced/#storage-backends */
export const helmRecordsProbe: ClusterProbe<readonly HelmRecordFact[]> = {
  id: 'helm-records',
  scope: 'cluster',
  async collect(inputs) {
    const {ports, cluster} = inputs;
    const target = await cluster();
    const [{namespaces}, secrets] = await Promise.all([
      platformProbe.collect(inputs),
      ports.kube.list(target, {apiVersion: 'v1', kind: 'Secret', labelSelector: 'owner=helm', isMetadataOnly: true}),
    ]);
    const mine = secrets.filter(({metadata}) => namespaces.includes(metadata.namespace ?? ''));
    const releases = Map.groupBy(mine, ({metadata}) => `${metadata.namespace ?? ''}/${metadata.labels?.name ?? ''}`);
    return [...releases].map(([place, records]) => {
      const [namespace = '', release = ''] = place.split('/');
      const revisions = records.map(toRevision).sort((a, b) => b.revision - a.revision);
      return {namespace, release, revisions: revisions.slice(0, 10)};
    });
  },
};
