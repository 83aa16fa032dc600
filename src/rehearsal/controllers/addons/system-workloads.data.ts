import type {NewKubeObject} from '../core/kube-object.js';
import {type KubeResource, kubeResources} from '../core/kube-resource.js';

/** An object that GKE keeps in a cluster. */
export interface SystemObject {
  readonly resource: KubeResource;
  readonly object: NewKubeObject;
}

const namespace = 'kube-system';
const everywhere = [
  {operator: 'Exists', effect: 'NoExecute'},
  {operator: 'Exists', effect: 'NoSchedule'},
];

const workload = (
  resource: KubeResource,
  name: string,
  app: string,
  image: string,
  requests: Record<string, string>,
  spec: Record<string, unknown> = {},
  set: Record<string, unknown> = {},
): SystemObject => ({
  resource,
  object: {
    metadata: {name, namespace, labels: {'k8s-app': app, 'addonmanager.kubernetes.io/mode': 'Reconcile'}},
    spec: {
      selector: {matchLabels: {'k8s-app': app}},
      template: {
        metadata: {labels: {'k8s-app': app}},
        spec: {
          containers: [{name: app, image, resources: {requests}}],
          tolerations: [{key: 'CriticalAddonsOnly', operator: 'Exists'}],
          ...spec,
        },
      },
      ...set,
    },
  },
});
const account = (name: string): SystemObject => ({
  resource: kubeResources.serviceAccounts,
  object: {metadata: {name, namespace}},
});

/** The workloads of `kube-system` in a fresh cluster, with the requests that they take of its nodes. */
export const systemWorkloads: readonly SystemObject[] = [
  ...[
    'kube-dns',
    'kube-dns-autoscaler',
    'metrics-server',
    'konnectivity-agent',
    'event-exporter-sa',
    'fluentbit-gke',
    'gke-metrics-agent',
    'pdcsi-node-sa',
  ].map(account),
  {
    resource: kubeResources.services,
    object: {
      metadata: {name: 'kube-dns', namespace, labels: {'k8s-app': 'kube-dns', 'kubernetes.io/name': 'KubeDNS'}},
      spec: {
        selector: {'k8s-app': 'kube-dns'},
        ports: [
          {name: 'dns', port: 53, protocol: 'UDP'},
          {name: 'dns-tcp', port: 53, protocol: 'TCP'},
        ],
      },
    },
  },
  {
    resource: kubeResources.services,
    object: {
      metadata: {name: 'metrics-server', namespace, labels: {'k8s-app': 'metrics-server'}},
      spec: {selector: {'k8s-app': 'metrics-server'}, ports: [{port: 443, protocol: 'TCP', targetPort: 10250}]},
    },
  },
  {
    resource: kubeResources.services,
    object: {
      metadata: {name: 'default-http-backend', namespace, labels: {'k8s-app': 'glbc'}},
      spec: {
        type: 'NodePort',
        selector: {'k8s-app': 'glbc'},
        ports: [{name: 'http', port: 80, protocol: 'TCP', targetPort: 8080}],
      },
    },
  },
  workload(
    kubeResources.deployments,
    'kube-dns',
    'kube-dns',
    'gke.gcr.io/k8s-dns-kube-dns:1.22.20-gke.1',
    {cpu: '260m', memory: '110Mi'},
    {serviceAccountName: 'kube-dns', priorityClassName: 'system-cluster-critical'},
    {replicas: 2, strategy: {rollingUpdate: {maxSurge: '10%', maxUnavailable: 0}}},
  ),
  workload(
    kubeResources.deployments,
    'kube-dns-autoscaler',
    'kube-dns-autoscaler',
    'gke.gcr.io/cluster-proportional-autoscaler:v1.8.4-gke.1',
    {cpu: '20m', memory: '10Mi'},
    {serviceAccountName: 'kube-dns-autoscaler', priorityClassName: 'system-cluster-critical'},
  ),
  workload(
    kubeResources.deployments,
    'konnectivity-agent',
    'konnectivity-agent',
    'gke.gcr.io/proxy-agent:v0.1.3-gke.0',
    {cpu: '10m', memory: '30Mi'},
    {serviceAccountName: 'konnectivity-agent', priorityClassName: 'system-cluster-critical'},
    {replicas: 2},
  ),
  workload(
    kubeResources.deployments,
    'l7-default-backend',
    'glbc',
    'gke.gcr.io/ingress-gce-404-server-with-metrics:v1.15.2',
    {cpu: '10m', memory: '20Mi'},
  ),
  workload(
    kubeResources.deployments,
    'metrics-server-v0.5.2',
    'metrics-server',
    'gke.gcr.io/metrics-server:v0.5.2-gke.1',
    {cpu: '48m', memory: '105Mi'},
    {serviceAccountName: 'metrics-server', priorityClassName: 'system-cluster-critical'},
  ),
  workload(
    kubeResources.deployments,
    'event-exporter-gke',
    'event-exporter',
    'gke.gcr.io/event-exporter:v0.3.10-gke.0',
    {},
    {serviceAccountName: 'event-exporter-sa'},
  ),
  workload(
    kubeResources.daemonSets,
    'fluentbit-gke',
    'fluentbit-gke',
    'gke.gcr.io/fluent-bit:v1.8.12-gke.9',
    {cpu: '100m', memory: '200Mi'},
    {
      serviceAccountName: 'fluentbit-gke',
      hostNetwork: true,
      priorityClassName: 'system-node-critical',
      tolerations: everywhere,
    },
  ),
  workload(
    kubeResources.daemonSets,
    'gke-metrics-agent',
    'gke-metrics-agent',
    'gke.gcr.io/gke-metrics-agent:1.9.4-gke.0',
    {cpu: '3m', memory: '100Mi'},
    {
      serviceAccountName: 'gke-metrics-agent',
      hostNetwork: true,
      priorityClassName: 'system-node-critical',
      tolerations: everywhere,
    },
  ),
  workload(
    kubeResources.daemonSets,
    'pdcsi-node',
    'gcp-compute-persistent-disk-csi-driver',
    'gke.gcr.io/gcp-compute-persistent-disk-csi-driver:v1.8.8-gke.0',
    {cpu: '10m', memory: '20Mi'},
    {
      serviceAccountName: 'pdcsi-node-sa',
      hostNetwork: true,
      priorityClassName: 'system-node-critical',
      tolerations: everywhere,
    },
  ),
];
