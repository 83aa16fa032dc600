/** The part of `metadata` that controllers read; times are RFC 3339 in whole seconds. */
export interface KubeMetadata {
  name: string;
  namespace?: string;
  uid: string;
  resourceVersion: string;
  generation?: number;
  generateName?: string;
  creationTimestamp: string;
  deletionTimestamp?: string;
  deletionGracePeriodSeconds?: number;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  finalizers?: string[];
  ownerReferences?: OwnerReference[];
}

/** One entry of `metadata.ownerReferences`. */
export interface OwnerReference {
  apiVersion: string;
  kind: string;
  name: string;
  uid: string;
  controller?: boolean;
  blockOwnerDeletion?: boolean;
}

/** An API object. Objects that come from an informer are shared: read them, never write to them. */
export interface KubeObject {
  apiVersion?: string;
  kind?: string;
  metadata: KubeMetadata;
  // Kinds are open records; each controller narrows what it reads.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  [field: string]: any;
}

/** What a controller sends to create an object: the server fills in the rest of `metadata`. */
export type NewKubeObject = Omit<KubeObject, 'metadata'> & {metadata: Partial<KubeMetadata>};

/** `namespace/name`, or `name` alone for objects without a namespace. */
export function objectKey(object: {metadata: Partial<KubeMetadata>}): string {
  const {namespace, name} = object.metadata;
  return namespace ? `${namespace}/${name}` : `${name}`;
}
