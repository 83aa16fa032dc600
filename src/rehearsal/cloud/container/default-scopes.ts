/** https://cloud.google.com/kubernetes-engine/docs/how-to/access-scopes#default_access_scopes */
export const defaultScopes: readonly string[] = [
  'devstorage.read_only',
  'logging.write',
  'monitoring',
  'service.management.readonly',
  'servicecontrol',
  'trace.append',
].map((scope) => `https://www.googleapis.com/auth/${scope}`);
