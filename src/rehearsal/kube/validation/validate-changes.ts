import type {FieldError} from '../http/field-error.js';
import type {KubeObject} from '../object/kube-object.js';

/** What may not change in a kind once an object exists, by collection. */
export const changeValidators: Readonly<Record<string, (object: KubeObject, current: KubeObject) => FieldError[]>> = {};
