/** Paths that a real API server serves and this one does not; they answer 501. */
export const unservedPaths = [
  '/metrics',
  '/logs',
  '/debug',
  '/openid/v1/jwks',
  '/.well-known/openid-configuration',
] as const;

/** Subresources that discovery lists, as every client expects, and that answer 501. */
export const unservedSubresources = [
  'pods/attach',
  'pods/exec',
  'pods/portforward',
  'pods/proxy',
  'services/proxy',
  'nodes/proxy',
] as const;

/** Resources that discovery lists and that answer 501. */
export const unservedResources = ['componentstatuses'] as const;

/** What else is missing, and how that shows. */
export const unservedBehaviour = [
  'Custom resources with a conversion webhook answer 501 in every version but the stored one.',
  'APIService objects are stored, but no aggregated API server is asked; their groups stay unknown.',
  'ValidatingAdmissionPolicy and match conditions of webhooks are not evaluated; the former is not served at all.',
  'Rules of custom resources that use functions outside of the common ones are named in a warning and not evaluated.',
  'Answers are JSON; a client that accepts protobuf or YAML only gets 406.',
  'Duplicate fields in a JSON body are not reported.',
] as const;
