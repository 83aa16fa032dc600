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

/**
 * Resources that a minor version of Kubernetes has and that are not served here: discovery leaves them out, so that no client
 * builds on them, and their paths answer 501 instead of 404.
 */
const unservedKinds: ReadonlyArray<
  readonly [groupVersion: string, plurals: readonly string[], first: number, last: number]
> = [
  ['policy/v1beta1', ['podsecuritypolicies'], 0, 24],
  ['autoscaling/v2beta1', ['horizontalpodautoscalers'], 0, 24],
  ['discovery.k8s.io/v1beta1', ['endpointslices'], 0, 24],
  [
    'admissionregistration.k8s.io/v1',
    ['validatingadmissionpolicies', 'validatingadmissionpolicybindings'],
    30,
    Number.POSITIVE_INFINITY,
  ],
  ['networking.k8s.io/v1', ['ipaddresses', 'servicecidrs'], 33, Number.POSITIVE_INFINITY],
  [
    'resource.k8s.io/v1',
    ['deviceclasses', 'resourceclaims', 'resourceclaimtemplates', 'resourceslices'],
    34,
    Number.POSITIVE_INFINITY,
  ],
  ['storage.k8s.io/v1', ['volumeattributesclasses'], 34, Number.POSITIVE_INFINITY],
];

/** Whether a real server of this minor version serves a resource that this one does not. */
export const isUnservedKind = (minor: number, groupVersion: string, plural: string): boolean =>
  unservedKinds.some(
    ([served, plurals, first, last]) =>
      served === groupVersion && plurals.includes(plural) && minor >= first && minor <= last,
  );

/** What else is missing, and how that shows. */
export const unservedBehaviour = [
  'Custom resources with a conversion webhook answer 501 in every version but the stored one.',
  'APIService objects are stored, but no aggregated API server is asked; their groups stay unknown.',
  'ValidatingAdmissionPolicy (1.30 and later) answers 501 and stands in no discovery document; match conditions of webhooks are not evaluated.',
  'Younger resources than those of 1.27 answer 501 likewise: IPAddress and ServiceCIDR, resource.k8s.io, VolumeAttributesClass; and of the betas that 1.24 had PodSecurityPolicy, autoscaling/v2beta1 and discovery.k8s.io/v1beta1.',
  'Minor versions before 1.27 lack the fields that came after them, those after 1.27 have its fields; which groups and versions are served is that of the minor version asked for.',
  'Rules of custom resources that use functions outside of the common ones are named in a warning and not evaluated.',
  'Answers are JSON; a client that accepts protobuf or YAML only gets 406.',
  'Duplicate fields in a JSON body are not reported.',
] as const;
