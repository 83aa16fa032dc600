import type {Incident} from '../incident.js';

const workload = {
  meaning: 'Deployment',
  usual: {from: 'objects', path: '/apis/apps/v1/deployments', matching: '^(?!kube-|gmp-|gke-|istio-system|.*certs?)'},
} as const;
const path = '/apis/apps/v1/namespaces/{workload.namespace}/deployments/{workload.name}';
const pending = 'the new pod stays Pending; FailedScheduling says why';

/** What finds no place to run. */
export const schedulingIncidents: readonly Incident[] = [
  {
    id: 'unschedulable-cpu',
    title: 'A pod asks for more CPU than any node has',
    plane: 'cluster',
    cause: 'A request was raised beyond the size of the pool’s machines.',
    symptoms: {
      google: 'the autoscaler adds no node: none would be large enough',
      cluster: `${pending}: Insufficient cpu`,
    },
    truth: {plane: 'cluster', link: 'scheduling/cpu', object: 'Deployment {workload}'},
    cure: ['Lower resources.requests.cpu, or add a pool of larger machines.'],
    parameters: {workload, cpus: {meaning: 'CPUs that are asked for', usual: '400'}},
    effects: [
      {
        on: 'objects',
        change: {verb: 'patch-containers', path, resources: {requests: {cpu: '{cpus}'}}},
      },
    ],
  },
  {
    id: 'unschedulable-gpu',
    title: 'A pod asks for GPUs that no node has',
    plane: 'cluster',
    cause: 'The GPU pool is missing, or its nodes have no driver yet.',
    symptoms: {google: 'no pool has the accelerator', cluster: `${pending}: Insufficient nvidia.com/gpu`},
    truth: {plane: 'cluster', link: 'scheduling/gpu', object: 'Deployment {workload}'},
    cure: ['gcloud container node-pools create --accelerator …, with its driver.'],
    parameters: {workload, gpus: {meaning: 'GPUs that are asked for', usual: '16'}},
    effects: [
      {
        on: 'objects',
        change: {verb: 'patch-containers', path, resources: {limits: {'nvidia.com/gpu': '{gpus}'}}},
      },
    ],
  },
  {
    id: 'unschedulable-taint',
    title: 'All nodes carry a taint that pods do not bear',
    plane: 'cluster',
    cause: 'A taint meant for one pool was put on every node.',
    symptoms: {google: 'nothing', cluster: `${pending}: node(s) had untolerated taint {dedicated: batch}`},
    truth: {plane: 'cluster', link: 'scheduling/taint', object: 'Node {nodes}'},
    cure: ['kubectl taint nodes --all dedicated-'],
    parameters: {workload, nodes: {meaning: 'regular expression over nodes', usual: '.*'}},
    effects: [
      {
        on: 'objects',
        change: {
          verb: 'patch-each',
          path: '/api/v1/nodes',
          matching: '{nodes}',
          body: {spec: {taints: [{key: 'dedicated', value: 'batch', effect: 'NoSchedule'}]}},
        },
      },
      {
        on: 'objects',
        change: {
          verb: 'delete-each',
          path: '/api/v1/namespaces/{workload.namespace}/pods',
          matching: '{workload.namespace}/{workload.name}-[^/]*',
        },
        isKept: true,
      },
    ],
  },
  {
    id: 'claim-unbound',
    title: 'A claim is not bound',
    plane: 'cluster',
    cause: 'The claim names a storage class that is not there.',
    symptoms: {
      google: 'no disk is made',
      cluster: 'the PersistentVolumeClaim stays Pending: storageclass.storage.k8s.io "{class}" not found',
    },
    truth: {
      plane: 'cluster',
      link: 'storage/class-missing',
      object: 'PersistentVolumeClaim {namespace}/workspace-cache',
    },
    cure: ['kubectl get storageclass; make the class, or the claim anew with one that is there.'],
    parameters: {
      namespace: {meaning: 'namespace', usual: 'default'},
      class: {meaning: 'storage class', usual: 'oci-bv'},
    },
    effects: [
      {
        on: 'objects',
        change: {
          verb: 'create',
          path: '/api/v1/namespaces/{namespace}/persistentvolumeclaims',
          body: {
            apiVersion: 'v1',
            kind: 'PersistentVolumeClaim',
            metadata: {name: 'workspace-cache'},
            spec: {
              accessModes: ['ReadWriteOnce'],
              storageClassName: '{class}',
              resources: {requests: {storage: '10Gi'}},
            },
          },
        },
      },
    ],
  },
  {
    id: 'quota-of-pods',
    title: 'A namespace’s quota of pods is used up',
    plane: 'cluster',
    cause: 'A ResourceQuota allows fewer pods than the workloads need.',
    symptoms: {google: 'nothing', cluster: 'ReplicaSets say FailedCreate: exceeded quota; no pod appears'},
    truth: {plane: 'cluster', link: 'quota/pods', object: 'ResourceQuota {workload.namespace}/team-limit'},
    cure: ['kubectl delete resourcequota team-limit -n {workload.namespace}, or raise it.'],
    parameters: {workload, pods: {meaning: 'pods that are allowed', usual: '0'}},
    effects: [
      {
        on: 'objects',
        change: {
          verb: 'create',
          path: '/api/v1/namespaces/{workload.namespace}/resourcequotas',
          body: {
            apiVersion: 'v1',
            kind: 'ResourceQuota',
            metadata: {name: 'team-limit'},
            spec: {hard: {pods: '{pods}'}},
          },
        },
      },
      {
        on: 'objects',
        change: {
          verb: 'delete-each',
          path: '/api/v1/namespaces/{workload.namespace}/pods',
          matching: '{workload.namespace}/{workload.name}-[^/]*',
        },
        isKept: true,
      },
    ],
  },
  {
    id: 'node-not-ready',
    title: 'A node stops reporting',
    plane: 'cluster',
    cause: 'The kubelet or the machine’s network is dead.',
    symptoms: {
      google: 'the instance is RUNNING',
      cluster: 'the node says NotReady (NodeStatusUnknown); its pods are evicted after five minutes',
    },
    truth: {plane: 'cluster', link: 'node/not-ready', object: 'Node {node}'},
    cure: ['gcloud compute instances reset {node}, or let auto-repair replace it.'],
    parameters: {node: {meaning: 'node', usual: {from: 'objects', path: '/api/v1/nodes'}}},
    effects: [{on: 'machinery', fault: {kind: 'node-lost', node: '^{node}$'}}],
  },
];
