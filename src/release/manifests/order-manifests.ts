import type {Manifest} from '../../model/manifest.js';

/** What others need before they can be made stands first; webhooks come last, so that they see none of it. */
const RANKS: ReadonlyArray<readonly string[]> = [
  ['Namespace', 'PriorityClass'],
  ['CustomResourceDefinition'],
  ['ResourceQuota', 'LimitRange', 'ServiceAccount', 'Secret', 'ConfigMap', 'StorageClass', 'PersistentVolume'],
  ['ClusterRole', 'Role', 'PersistentVolumeClaim'],
  ['ClusterRoleBinding', 'RoleBinding'],
  ['Service', 'PodDisruptionBudget'],
  ['DaemonSet', 'Deployment', 'StatefulSet', 'ReplicaSet', 'Pod', 'Job', 'CronJob', 'HorizontalPodAutoscaler'],
  ['Ingress', 'APIService'],
];
const CUSTOM_RANK = RANKS.length;
const WEBHOOK_RANK = RANKS.length + 1;

/** The order in which objects are applied; equal ones stay as they were. */
export function orderManifests(manifests: readonly Manifest[]): Manifest[] {
  return manifests
    .map((manifest, index) => ({manifest, index, rank: rankOf(manifest)}))
    .sort((left, right) => left.rank - right.rank || left.index - right.index)
    .map((entry) => entry.manifest);
}

function rankOf(manifest: Manifest): number {
  if (manifest.kind.endsWith('WebhookConfiguration')) return WEBHOOK_RANK;
  const rank = RANKS.findIndex((kinds) => kinds.includes(manifest.kind));
  return rank === -1 ? CUSTOM_RANK : rank;
}
