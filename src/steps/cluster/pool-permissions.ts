import type {PermissionNeed} from '../../model/step.js';

/** What changing a node pool asks for. https://cloud.google.com/kubernetes-engine/docs/reference/api-permissions */
export const poolPermissions: readonly PermissionNeed[] = [
  {permission: 'container.clusters.update', on: 'project'},
  {permission: 'container.clusters.get', on: 'project'},
  {permission: 'container.operations.get', on: 'project'},
  {permission: 'container.operations.list', on: 'project'},
];
