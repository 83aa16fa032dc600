import type {Open} from '../object/kube-object.js';
import {fill} from './fill.js';

const fileMode = 0o644;

function defaultProbe(probe: Open): void {
  if (!probe) return;
  fill(probe, {timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3});
  defaultHttpGet(probe.httpGet);
  if (probe.grpc) fill(probe.grpc, {service: ''});
}

function defaultHttpGet(action: Open): void {
  if (action) fill(action, {path: '/', scheme: 'HTTP'});
}

/** A tag of `latest`, or none, makes the kubelet ask the registry each time. https://kubernetes.io/docs/concepts/containers/images/#imagepullpolicy-defaulting */
function selectPullPolicy(image: string): string {
  if (image.includes('@')) return 'IfNotPresent';
  const tag = image.split('/').at(-1)!.split(':')[1];
  return tag === undefined || tag === 'latest' ? 'Always' : 'IfNotPresent';
}

function defaultContainer(container: Open, usesHostNetwork: boolean): void {
  fill(container, {
    resources: {},
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    imagePullPolicy: selectPullPolicy(container.image ?? ''),
  });
  for (const port of container.ports ?? []) {
    fill(port, {protocol: 'TCP'});
    if (usesHostNetwork) fill(port, {hostPort: port.containerPort});
  }
  for (const {valueFrom} of container.env ?? []) if (valueFrom?.fieldRef) fill(valueFrom.fieldRef, {apiVersion: 'v1'});
  for (const name of ['livenessProbe', 'readinessProbe', 'startupProbe']) defaultProbe(container[name]);
  defaultHttpGet(container.lifecycle?.postStart?.httpGet);
  defaultHttpGet(container.lifecycle?.preStop?.httpGet);
}

const volumeSources = [
  'hostPath',
  'emptyDir',
  'gcePersistentDisk',
  'awsElasticBlockStore',
  'gitRepo',
  'secret',
  'nfs',
  'iscsi',
  'glusterfs',
  'persistentVolumeClaim',
  'rbd',
  'flexVolume',
  'cinder',
  'cephfs',
  'flocker',
  'downwardAPI',
  'fc',
  'azureFile',
  'configMap',
  'vsphereVolume',
  'quobyte',
  'azureDisk',
  'photonPersistentDisk',
  'projected',
  'portworxVolume',
  'scaleIO',
  'storageos',
  'csi',
  'ephemeral',
];

function defaultFieldItems(source: Open): void {
  for (const item of source?.items ?? []) if (item.fieldRef) fill(item.fieldRef, {apiVersion: 'v1'});
}

function defaultVolume(volume: Open): void {
  if (!volumeSources.some((name) => volume[name])) volume.emptyDir = {};
  for (const name of ['secret', 'configMap', 'downwardAPI', 'projected'])
    if (volume[name]) fill(volume[name], {defaultMode: fileMode});
  if (volume.hostPath) fill(volume.hostPath, {type: ''});
  if (volume.iscsi) fill(volume.iscsi, {iscsiInterface: 'default'});
  if (volume.rbd) fill(volume.rbd, {pool: 'rbd', user: 'admin', keyring: '/etc/ceph/keyring'});
  if (volume.azureDisk)
    fill(volume.azureDisk, {cachingMode: 'ReadWrite', kind: 'Shared', fsType: 'ext4', readOnly: false});
  if (volume.ephemeral?.volumeClaimTemplate)
    fill(volume.ephemeral.volumeClaimTemplate.spec, {volumeMode: 'Filesystem'});
  defaultFieldItems(volume.downwardAPI);
  for (const source of volume.projected?.sources ?? []) {
    defaultFieldItems(source.downwardAPI);
    if (source.serviceAccountToken) fill(source.serviceAccountToken, {expirationSeconds: 3600});
  }
}

/** Fills in what a pod's specification leaves open, in a pod as in a template. https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/ */
export function defaultPodSpec(spec: Open): void {
  if (!spec) return;
  fill(spec, {
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: 30,
    dnsPolicy: 'ClusterFirst',
    securityContext: {},
    schedulerName: 'default-scheduler',
  });
  const account = spec.serviceAccountName ?? spec.serviceAccount;
  if (account) fill(spec, {serviceAccountName: account, serviceAccount: account});
  for (const list of ['initContainers', 'containers', 'ephemeralContainers'])
    for (const container of spec[list] ?? []) defaultContainer(container, spec.hostNetwork === true);
  for (const volume of spec.volumes ?? []) defaultVolume(volume);
}

/** A pod itself: what a template leaves to it, and requests that follow from limits. */
export function defaultPod(pod: Open): void {
  defaultPodSpec(pod.spec);
  if (!pod.spec) return;
  fill(pod.spec, {enableServiceLinks: true});
  for (const list of ['initContainers', 'containers']) {
    for (const {resources} of pod.spec[list] ?? []) {
      if (!resources?.limits) continue;
      resources.requests = {...resources.limits, ...resources.requests};
    }
  }
}
