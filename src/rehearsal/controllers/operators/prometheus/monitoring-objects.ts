import type {KubeObject, NewKubeObject} from '../../core/kube-object.js';
import type {KubeResource} from '../../core/kube-resource.js';
import {controllerReference} from '../../core/owners.js';

/** What the operator runs. */
export type MonitoringKind = 'prometheus' | 'alertmanager';

const ports: Readonly<Record<MonitoringKind, number>> = {prometheus: 9090, alertmanager: 9093};

const labelsOf = (kind: MonitoringKind, {metadata}: KubeObject) => ({
  [kind]: metadata.name,
  'app.kubernetes.io/instance': metadata.name,
  'app.kubernetes.io/managed-by': 'prometheus-operator',
  'app.kubernetes.io/name': kind,
});

/** The stateful set behind a Prometheus or Alertmanager object. */
export function createMonitoringSet(type: KubeResource, kind: MonitoringKind, object: KubeObject): NewKubeObject {
  const {spec, metadata} = object;
  const labels = labelsOf(kind, object);
  const version = String(spec.version ?? 'latest').replace(/^v?(\d)/, 'v$1');
  const image: string = spec.image ?? `${spec.baseImage ?? `quay.io/prometheus/${kind}`}:${version}`;
  const {nodeSelector, tolerations, affinity, serviceAccountName, securityContext} = spec;
  const placement = Object.entries({nodeSelector, tolerations, affinity, serviceAccountName, securityContext});
  const storage = spec.storage?.volumeClaimTemplate;
  const name = `${kind}-${metadata.name}`;
  return {
    metadata: {name, namespace: metadata.namespace!, labels, ownerReferences: [controllerReference(type, object)]},
    spec: {
      replicas: spec.replicas ?? 1,
      serviceName: `${kind}-operated`,
      podManagementPolicy: 'Parallel',
      selector: {matchLabels: labels},
      template: {
        metadata: {labels: {...labels, ...spec.podMetadata?.labels}},
        spec: {
          ...Object.fromEntries(placement.filter(([, value]) => value !== undefined)),
          containers: [
            {
              name: kind,
              image,
              ports: [{name: 'web', containerPort: ports[kind], protocol: 'TCP'}],
              readinessProbe: {httpGet: {path: '/-/ready', port: 'web'}, periodSeconds: 5, failureThreshold: 3},
              ...(spec.resources ? {resources: spec.resources} : {}),
            },
          ],
        },
      },
      ...(storage ? {volumeClaimTemplates: [{metadata: {name: `${name}-db`}, spec: storage.spec}]} : {}),
    },
  };
}

/** The headless Service that governs all sets of a kind in a namespace. */
export function createMonitoringService(type: KubeResource, kind: MonitoringKind, object: KubeObject): NewKubeObject {
  const {controller: _not, blockOwnerDeletion: _either, ...owner} = controllerReference(type, object);
  return {
    metadata: {
      name: `${kind}-operated`,
      namespace: object.metadata.namespace!,
      labels: {[`operated-${kind}`]: 'true'},
      ownerReferences: [owner],
    },
    spec: {
      clusterIP: 'None',
      selector: {'app.kubernetes.io/name': kind},
      ports: [{name: 'web', port: ports[kind], protocol: 'TCP', targetPort: 'web'}],
    },
  };
}
