import type {Manifest} from '../../model/manifest.js';
import {parseQuantity} from '../../model/parse-quantity.js';
import {fieldsOf, itemsOf, podTemplateOf, valueAt} from '../derive/pod-facts.js';
import type {ClusterNeeds, WorkloadNeed} from './cluster-needs.js';
import {selectDefinition} from './select-definition.js';
import {selectPodSecurity} from './select-pod-security.js';

type Fields = Readonly<Record<string, unknown>>;

const requestOf = (container: Fields, resource: string) => {
  const {requests, limits} = fieldsOf(container.resources);
  // A limit without a request is taken for both.
  const stated = fieldsOf(requests)[resource] ?? fieldsOf(limits)[resource];
  return (stated === undefined ? undefined : parseQuantity(String(stated))) ?? 0;
};

/** What the scheduler counts: containers together, or the largest of those that initialise them. https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#resource-sharing-within-containers */
function sumRequests(spec: Fields, resource: string): number {
  const [first, main] = [spec.initContainers, spec.containers].map((list) =>
    itemsOf(list).map((container) => requestOf(fieldsOf(container), resource)),
  );
  return Math.max(
    (main ?? []).reduce((sum, request) => sum + request, 0),
    ...(first ?? []),
  );
}

/** Pods that stand all the time; those of jobs come and go, those of daemon sets follow the nodes. */
const countPods = ({kind, object}: Manifest) =>
  kind === 'Deployment' || kind === 'StatefulSet' ? Number(valueAt(object, 'spec.replicas') ?? 1) : 0;

function selectWorkload(manifest: Manifest): WorkloadNeed[] {
  const template = podTemplateOf(manifest);
  if (template === undefined) return [];
  const {spec} = template;
  return [
    {
      kind: manifest.kind,
      namespace: manifest.namespace ?? '',
      name: manifest.name,
      pods: countPods(manifest),
      cpus: sumRequests(spec, 'cpu'),
      memoryBytes: sumRequests(spec, 'memory'),
      ...selectPodSecurity(spec),
    },
  ];
}

/** What these objects of a release ask of a cluster that takes them. */
export function selectClusterNeeds(manifests: readonly Manifest[]): ClusterNeeds {
  return {
    definitions: manifests
      .filter(({kind}) => kind === 'CustomResourceDefinition')
      .map(({object}) => selectDefinition(object)),
    workloads: manifests.flatMap(selectWorkload),
  };
}
