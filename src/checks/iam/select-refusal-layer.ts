/** Who refused a request to a cluster, as its words tell. */
export interface RefusalLayer {
  readonly layer:
    | 'IAM or RBAC'
    | 'RBAC escalation'
    | 'admission webhook'
    | 'admission policy'
    | 'Pod Security'
    | 'quota'
    | 'API server';
  /** Name of the webhook, the policy, the quota, or the permission of IAM that would do. */
  readonly name?: string | undefined;
}

/** https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/ and the messages of kube-apiserver's own plugins. */
export function selectRefusalLayer(message: string): RefusalLayer {
  const find = (pattern: RegExp) => pattern.exec(message)?.[1];
  const webhook = find(/admission webhook "([^"]+)"/) ?? find(/failed calling webhook "([^"]+)"/);
  if (webhook !== undefined) return {layer: 'admission webhook', name: webhook};
  const policy = find(/ValidatingAdmissionPolicy '([^']+)'/);
  if (policy !== undefined) return {layer: 'admission policy', name: policy};
  const quota = find(/exceeded quota: ([^,\s]+)/) ?? find(/failed quota: ([^:\s]+)/);
  if (quota !== undefined) return {layer: 'quota', name: quota};
  if (/violates PodSecurity/.test(message))
    return {layer: 'Pod Security', name: find(/violates PodSecurity "([^"]+)"/)};
  if (/attempting to grant RBAC permissions not currently held/.test(message)) return {layer: 'RBAC escalation'};
  if (/is forbidden: User/.test(message)) return {layer: 'IAM or RBAC', name: find(/requires one of \["([^"]+)"\]/)};
  return {layer: 'API server'};
}
