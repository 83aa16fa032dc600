import type {KubeObject, Open} from '../object/kube-object.js';
import {type ApiContext, createUid, formatNow} from '../server/api-context.js';
import {selectApiServerAddress} from '../services/allocate-service.js';

/** An object of a fresh cluster, and where it is kept. */
export interface BootstrapObject {
  readonly collection: string;
  readonly object: Open;
}

const namespaceNames = ['kube-system', 'kube-public', 'kube-node-lease', 'default'];

function createNamespaces(): BootstrapObject[] {
  return namespaceNames.map((name) => ({
    collection: 'namespaces',
    object: {
      kind: 'Namespace',
      apiVersion: 'v1',
      metadata: {name, labels: {'kubernetes.io/metadata.name': name}},
      spec: {finalizers: ['kubernetes']},
      status: {phase: 'Active'},
    },
  }));
}

/** https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/#how-to-use-priority-and-preemption */
function createPriorityClasses(): BootstrapObject[] {
  return [
    {
      name: 'system-cluster-critical',
      value: 2_000_000_000,
      description:
        'Used for system critical pods that must run in the cluster, but can be moved to another node if necessary.',
    },
    {
      name: 'system-node-critical',
      value: 2_000_001_000,
      description: 'Used for system critical pods that must not be moved from their current node.',
    },
  ].map(({name, value, description}) => ({
    collection: 'priorityclasses.scheduling.k8s.io',
    object: {
      kind: 'PriorityClass',
      apiVersion: 'scheduling.k8s.io/v1',
      metadata: {name, generation: 1},
      value,
      description,
      preemptionPolicy: 'PreemptLowerPriority',
    },
  }));
}

/** The Service by which pods reach the API server, and what stands behind it. */
function createApiService({serviceCidr}: ApiContext, endpointAddress: string): BootstrapObject[] {
  const clusterIP = selectApiServerAddress(serviceCidr);
  const labels = {component: 'apiserver', provider: 'kubernetes'};
  const ports = [{name: 'https', protocol: 'TCP', port: 443, targetPort: 443}];
  const spec = {
    ports,
    clusterIP,
    clusterIPs: [clusterIP],
    type: 'ClusterIP',
    sessionAffinity: 'None',
    ipFamilies: ['IPv4'],
    ipFamilyPolicy: 'SingleStack',
    internalTrafficPolicy: 'Cluster',
  };
  const endpointPorts = [{name: 'https', port: 443, protocol: 'TCP'}];
  const sliceLabels = {'kubernetes.io/service-name': 'kubernetes'};
  return [
    {
      collection: 'services',
      object: {
        kind: 'Service',
        apiVersion: 'v1',
        metadata: {name: 'kubernetes', namespace: 'default', labels},
        spec,
        status: {loadBalancer: {}},
      },
    },
    {
      collection: 'endpoints',
      object: {
        kind: 'Endpoints',
        apiVersion: 'v1',
        metadata: {
          name: 'kubernetes',
          namespace: 'default',
          labels: {'endpointslice.kubernetes.io/skip-mirror': 'true'},
        },
        subsets: [{addresses: [{ip: endpointAddress}], ports: endpointPorts}],
      },
    },
    {
      collection: 'endpointslices.discovery.k8s.io',
      object: {
        kind: 'EndpointSlice',
        apiVersion: 'discovery.k8s.io/v1',
        metadata: {name: 'kubernetes', namespace: 'default', labels: sliceLabels},
        addressType: 'IPv4',
        endpoints: [{addresses: [endpointAddress], conditions: {ready: true}}],
        ports: endpointPorts,
      },
    },
  ];
}

/** Fills an empty store with what every cluster has before anybody asked for anything. */
export function bootstrapObjects(context: ApiContext, more: readonly BootstrapObject[]): void {
  const objects = [
    ...createNamespaces(),
    ...createPriorityClasses(),
    ...createApiService(context, '172.16.0.2'),
    ...more,
  ];
  for (const {collection, object} of objects) {
    if (context.store.get(collection, object.metadata.namespace ?? '', object.metadata.name)) continue;
    const metadata = {...object.metadata, uid: createUid(context), creationTimestamp: formatNow(context)};
    context.store.put(collection, {...object, metadata} as KubeObject);
  }
}
