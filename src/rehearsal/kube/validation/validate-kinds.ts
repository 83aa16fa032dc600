import {validateDefinition} from '../custom/validate-definition.js';
import type {FieldError} from '../http/field-error.js';
import type {KubeObject} from '../object/kube-object.js';
import type {ApiContext} from '../server/api-context.js';
import {validateAllocation} from '../services/allocate-service.js';

/** What OpenAPI does not say about a kind. */
export type KindValidator = (object: KubeObject, context: ApiContext) => FieldError[];

/** By collection. */
export const kindValidators: Readonly<Record<string, KindValidator>> = {
  services: (service, context) => validateAllocation(context, service),
  'customresourcedefinitions.apiextensions.k8s.io': validateDefinition,
};
