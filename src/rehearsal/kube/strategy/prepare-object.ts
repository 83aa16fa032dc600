import type {KubeObject} from '../object/kube-object.js';
import {isSameValue} from '../object/plain-values.js';
import type {ResourceDefinition} from '../registry/resource-definition.js';
import type {ApiContext} from '../server/api-context.js';

/** Kinds that count the changes of what is wanted in `metadata.generation`. */
const countsGeneration = new Set([
  'daemonsets.apps',
  'deployments.apps',
  'replicasets.apps',
  'statefulsets.apps',
  'replicationcontrollers',
  'cronjobs.batch',
  'jobs.batch',
  'ingresses.networking.k8s.io',
  'ingressclasses.networking.k8s.io',
  'networkpolicies.networking.k8s.io',
  'poddisruptionbudgets.policy',
  'mutatingwebhookconfigurations.admissionregistration.k8s.io',
  'validatingwebhookconfigurations.admissionregistration.k8s.io',
  'customresourcedefinitions.apiextensions.k8s.io',
  'priorityclasses.scheduling.k8s.io',
  'flowschemas.flowcontrol.apiserver.k8s.io',
  'prioritylevelconfigurations.flowcontrol.apiserver.k8s.io',
]);

const hasStatus = ({subresources}: ResourceDefinition) => subresources.some(({name}) => name === 'status');

/** What the API server sets or clears itself when an object is created. */
export function prepareForCreate(
  _context: ApiContext,
  resource: ResourceDefinition,
  object: KubeObject,
  _isDryRun: boolean,
): KubeObject {
  const counts = resource.custom !== undefined || countsGeneration.has(resource.collection);
  const prepared = counts ? {...object, metadata: {...object.metadata, generation: 1}} : object;
  if (!hasStatus(resource)) return prepared;
  const {status: _, ...rest} = prepared;
  return (resource.custom ? rest : {...rest, ...(object.status === undefined ? {} : {status: {}})}) as KubeObject;
}

const withoutSystemParts = ({metadata: _, status: __, ...rest}: KubeObject) => rest;

/** What the API server keeps from the old object when one is changed, through the main path or a subresource. */
export function prepareForUpdate(
  _context: ApiContext,
  resource: ResourceDefinition,
  object: KubeObject,
  current: KubeObject,
  subresource: string,
): KubeObject {
  if (subresource === 'status') {
    const metadata = {
      ...current.metadata,
      managedFields: object.metadata.managedFields ?? [],
      resourceVersion: object.metadata.resourceVersion!,
    };
    return {...current, metadata, status: object.status};
  }
  let prepared = object;
  if (hasStatus(resource)) {
    const {status: _, ...rest} = object;
    prepared = (current.status === undefined ? rest : {...rest, status: current.status}) as KubeObject;
  }
  const counts =
    current.metadata.generation !== undefined &&
    (resource.custom !== undefined || countsGeneration.has(resource.collection));
  if (!counts || isSameValue(withoutSystemParts(prepared), withoutSystemParts(current))) return prepared;
  return {...prepared, metadata: {...prepared.metadata, generation: current.metadata.generation! + 1}};
}
