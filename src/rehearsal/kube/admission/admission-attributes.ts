import type {KubeObject, Open} from '../object/kube-object.js';
import type {ResourceDefinition} from '../registry/resource-definition.js';
import type {ApiUser} from '../server/api-types.js';

/** What admission decides on. */
export interface AdmissionAttributes {
  readonly operation: 'CREATE' | 'UPDATE' | 'DELETE' | 'CONNECT';
  readonly resource: ResourceDefinition;
  readonly subresource: string;
  readonly namespace: string;
  readonly name: string;
  readonly user: ApiUser;
  readonly isDryRun: boolean;
  readonly options: Open;
  readonly object?: KubeObject;
  readonly oldObject?: KubeObject;
}

/** A step of admission: it may change the object and it may throw a `StatusError`. */
export interface Admission {
  /** Returns the object to go on with; for deletions there is none. */
  mutate(attributes: AdmissionAttributes, warn: (text: string) => void): Promise<KubeObject | undefined>;
  validate(attributes: AdmissionAttributes, warn: (text: string) => void): Promise<void>;
}
