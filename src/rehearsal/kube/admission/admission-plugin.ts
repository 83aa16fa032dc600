import type {KubeObject} from '../object/kube-object.js';
import type {ApiContext} from '../server/api-context.js';
import type {AdmissionAttributes} from './admission-attributes.js';

/** One step of admission. It throws a `StatusError` to refuse. */
export interface AdmissionPlugin {
  /** Returns the changed object, or undefined where it leaves it alone. */
  mutate?(
    context: ApiContext,
    attributes: AdmissionAttributes,
    warn: (text: string) => void,
  ): KubeObject | undefined | Promise<KubeObject | undefined>;
  validate?(context: ApiContext, attributes: AdmissionAttributes, warn: (text: string) => void): void | Promise<void>;
}
