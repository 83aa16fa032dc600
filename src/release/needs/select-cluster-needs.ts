import type {Manifest} from '../../model/manifest.js';
import {podTemplateOf, valueAt} from '../derive/pod-facts.js';
import type {ClusterNeeds, WorkloadNeed} from './cluster-needs.js';
import {selectDefinition} from './select-definition.js';
import {selectPodSecurity} from './select-pod-security.js';
import {sumRequests} from './sum-requests.js';

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
