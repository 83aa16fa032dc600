import {templateGeneration} from '../defaults/default-workloads.js';
import type {KubeObject, Open} from '../object/kube-object.js';
import {isSameValue} from '../object/plain-values.js';
import type {ResourceDefinition} from '../registry/resource-definition.js';
import type {ApiContext} from '../server/api-context.js';
import {allocateService} from '../services/allocate-service.js';
import {dropTypeFields} from '../services/drop-type-fields.js';
import {prepareJob} from './prepare-job.js';
import {selectQosClass} from './qos-class.js';
import {selectKeptMetadata} from './write-strategy.js';

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
  'flowschemas.flowcontrol.apiserver.k8s.io',
  'prioritylevelconfigurations.flowcontrol.apiserver.k8s.io',
]);

/** Kinds whose objects all are of the first generation, whatever changes. */
const staysFirst = 'priorityclasses.scheduling.k8s.io';

const isCounted = (resource: ResourceDefinition) =>
  resource.custom !== undefined || countsGeneration.has(resource.collection);
const hasStatus = ({subresources}: ResourceDefinition) => subresources.some(({name}) => name === 'status');

/** The status that a new object starts with, whatever the client sent. */
const initialStatus: Readonly<Record<string, (object: KubeObject) => Open>> = {
  pods: (pod) => ({phase: 'Pending', qosClass: selectQosClass(pod.spec)}),
  services: () => ({loadBalancer: {}}),
  namespaces: () => ({phase: 'Active'}),
  persistentvolumeclaims: () => ({phase: 'Pending'}),
  persistentvolumes: () => ({phase: 'Pending'}),
  'ingresses.networking.k8s.io': () => ({loadBalancer: {}}),
  'statefulsets.apps': () => ({replicas: 0, availableReplicas: 0}),
  'replicasets.apps': () => ({replicas: 0}),
  replicationcontrollers: () => ({replicas: 0}),
  'daemonsets.apps': () => ({
    currentNumberScheduled: 0,
    numberMisscheduled: 0,
    desiredNumberScheduled: 0,
    numberReady: 0,
  }),
  'poddisruptionbudgets.policy': () => ({disruptionsAllowed: 0, currentHealthy: 0, desiredHealthy: 0, expectedPods: 0}),
  'horizontalpodautoscalers.autoscaling': () => ({desiredReplicas: 0, currentMetrics: null}),
  'customresourcedefinitions.apiextensions.k8s.io': ({spec}) => ({
    conditions: null,
    acceptedNames: {plural: '', kind: ''},
    storedVersions: spec.versions.filter(({storage}: Open) => storage).map(({name}: Open) => name),
  }),
};

function withStatus(object: KubeObject, status: Open): KubeObject {
  const {status: _, ...rest} = object;
  return (status === undefined ? rest : {...rest, status}) as KubeObject;
}

function countTemplate(object: KubeObject, generation: number): KubeObject {
  return {
    ...object,
    metadata: {
      ...object.metadata,
      annotations: {...object.metadata.annotations, [templateGeneration]: String(generation)},
    },
  };
}

/** What the API server sets or clears itself when an object is created. */
export function prepareForCreate(context: ApiContext, resource: ResourceDefinition, object: KubeObject): KubeObject {
  const counted =
    isCounted(resource) || resource.collection === staysFirst
      ? {...object, metadata: {...object.metadata, generation: 1}}
      : object;
  const isKept = resource.custom ? !resource.custom.hasStatus : !hasStatus(resource) || resource.collection === 'nodes';
  const prepared = isKept
    ? counted
    : withStatus(counted, initialStatus[resource.collection]?.(counted) ?? (resource.custom ? undefined : {}));
  switch (resource.collection) {
    case 'services':
      return allocateService(context, prepared);
    case 'jobs.batch':
      return prepareJob(prepared, context.minor);
    case 'namespaces':
      return {
        ...prepared,
        spec: {...prepared.spec, finalizers: [...new Set([...(prepared.spec?.finalizers ?? []), 'kubernetes'])]},
      };
    default:
      return prepared;
  }
}

const withoutSystemParts = ({metadata: _, status: __, ...rest}: KubeObject) => rest;

/** A status write keeps what the object says should be, and as much of its metadata as its kind wants. */
function keepAllButStatus(resource: ResourceDefinition, object: KubeObject, current: KubeObject): KubeObject {
  const kept = selectKeptMetadata(resource);
  const isKept = (field: string) => field !== 'managedFields' && (kept === 'all' || kept.includes(field));
  const metadata = {
    ...Object.fromEntries(Object.entries(object.metadata).filter(([field]) => !isKept(field))),
    ...Object.fromEntries(Object.entries(current.metadata).filter(([field]) => isKept(field))),
  } as KubeObject['metadata'];
  const {status: _, ...unchanged} = current;
  const {podIP, podIPs} = object.status ?? {};
  // Older kubelets know one address only; the list of them holds it first.
  const status =
    resource.collection === 'pods' && podIP && !podIPs?.length
      ? {...object.status, podIPs: [{ip: podIP}]}
      : object.status;
  return {...unchanged, metadata, ...(status === undefined ? {} : {status})} as KubeObject;
}

/** What the API server keeps from the old object when one is changed, through the main path or a subresource. */
export function prepareForUpdate(
  context: ApiContext,
  resource: ResourceDefinition,
  object: KubeObject,
  current: KubeObject,
  subresource: string,
): KubeObject {
  if (subresource === 'status' || subresource === 'approval') return keepAllButStatus(resource, object, current);
  if (subresource === 'binding') return object;
  if (subresource === 'ephemeralcontainers')
    return {
      ...current,
      metadata: object.metadata,
      spec: {...current.spec, ephemeralContainers: object.spec?.ephemeralContainers ?? []},
    };
  if (subresource === 'finalize') return {...current, metadata: object.metadata, spec: object.spec};
  const keepsStatus = resource.custom ? resource.custom.hasStatus : hasStatus(resource);
  let prepared = keepsStatus ? withStatus(object, current.status) : object;
  if (resource.collection === 'services')
    prepared = allocateService(context, dropTypeFields(prepared, current), current);
  if (resource.collection === 'daemonsets.apps') {
    const before = Number(current.metadata.annotations?.[templateGeneration] ?? 0);
    prepared = countTemplate(
      prepared,
      isSameValue(prepared.spec.template, current.spec.template) ? before : before + 1,
    );
  }
  if (resource.collection === 'namespaces') prepared = {...prepared, spec: current.spec};
  if (!isCounted(resource) || isSameValue(withoutSystemParts(prepared), withoutSystemParts(current))) return prepared;
  return {...prepared, metadata: {...prepared.metadata, generation: (current.metadata.generation ?? 0) + 1}};
}
