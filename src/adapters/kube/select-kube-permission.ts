/**
 * The permission that a refusal of the API server names. GKE adds its own beside RBAC's words; elsewhere the words
 * themselves are the permission. https://cloud.google.com/kubernetes-engine/docs/how-to/iam#interaction_with_rbac
 */
export function selectKubePermission(message: string): string | undefined {
  const [, permission] = /requires one of \["([\w.]+)"/.exec(message) ?? [];
  if (permission !== undefined) return permission;
  const [, verb, resource] = /\bcannot (\w+) resource "([\w./-]+)"/.exec(message) ?? [];
  return verb === undefined ? undefined : `RBAC ${verb} of ${resource}`;
}
