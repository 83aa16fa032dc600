import {validateDefinition} from '../custom/validate-definition.js';
import type {FieldError} from '../http/field-error.js';
import type {KubeObject} from '../object/kube-object.js';
import type {ApiContext} from '../server/api-context.js';
import {validateAllocation} from '../services/allocate-service.js';
import {coreChangeValidators, coreValidators} from './validate-core.js';
import {limitValidators} from './validate-limits.js';
import {networkingValidators} from './validate-networking.js';
import {otherChangeValidators, otherValidators} from './validate-others.js';
import {workloadChangeValidators} from './validate-workload-changes.js';
import {workloadValidators} from './validate-workloads.js';

/** What OpenAPI does not say about a kind, by collection. */
export const kindValidators: Readonly<Record<string, (object: KubeObject, context: ApiContext) => FieldError[]>> = {
  ...coreValidators,
  ...workloadValidators,
  ...otherValidators,
  ...networkingValidators,
  ...limitValidators,
  services: (service, context) => [...coreValidators.services!(service), ...validateAllocation(context, service)],
  'customresourcedefinitions.apiextensions.k8s.io': validateDefinition,
};

/** What may not change in a kind once an object exists, by collection. */
export const changeValidators: Readonly<Record<string, (object: KubeObject, current: KubeObject) => FieldError[]>> = {
  ...coreChangeValidators,
  ...workloadChangeValidators,
  ...otherChangeValidators,
};
