/**
 * A value inside a Kubernetes object. Objects are open records whose shape the schema table decides at run
 * time, so each reader narrows what it reads.
 */
// biome-ignore lint/suspicious/noExplicitAny: see above
export type Open = any;

/** One entry of `metadata.managedFields`. */
export interface ManagedFieldsEntry {
  readonly manager: string;
  readonly operation: 'Apply' | 'Update';
  readonly apiVersion: string;
  readonly time?: string;
  readonly fieldsType: 'FieldsV1';
  readonly fieldsV1: Open;
  readonly subresource?: string;
}

/** `metadata` of every object. */
export interface ObjectMeta {
  name: string;
  generateName?: string;
  namespace?: string;
  uid?: string;
  resourceVersion?: string;
  generation?: number;
  creationTimestamp?: string | null;
  deletionTimestamp?: string;
  deletionGracePeriodSeconds?: number;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  ownerReferences?: Open[];
  finalizers?: string[];
  managedFields?: ManagedFieldsEntry[];
}

/** An object as it is stored and served. What the store holds is deeply frozen. */
export interface KubeObject {
  apiVersion: string;
  kind: string;
  metadata: ObjectMeta;
  [field: string]: Open;
}
