import {selectClusterFaults} from '../../controllers/behaviours/select-cluster-fault.js';
import type {KubeObject} from '../../controllers/core/kube-object.js';
import {kubeResources} from '../../controllers/core/kube-resource.js';
import type {ClusterView} from '../cluster-view.js';
import type {AdmissionRequest, AdmissionVerdict} from './webhook-handlers.js';

/** What istiod says: sidecars into pods, and a word on its own kinds. */
export function reviewIstio(view: ClusterView, path: string, request: AdmissionRequest): AdmissionVerdict {
  if (path.startsWith('/inject') && request.kind.kind === 'Pod' && request.object)
    return inject(view, request.object, request.namespace ?? '');
  if (path.startsWith('/validate') && request.object && request.operation !== 'DELETE') return validate(request);
  return {allowed: true};
}

function inject(view: ClusterView, pod: KubeObject, namespace: string): AdmissionVerdict {
  if (!wantsSidecar(view, pod, namespace)) return {allowed: true};
  const image = sidecarImage(view);
  const limits = {cpu: '2', memory: '1Gi'};
  const proxy = {
    name: 'istio-proxy',
    image,
    args: [
      'proxy',
      'sidecar',
      '--domain',
      '$(POD_NAMESPACE).svc.cluster.local',
      '--proxyLogLevel=warning',
      '--concurrency',
      '2',
    ],
    ports: [{containerPort: 15090, name: 'http-envoy-prom', protocol: 'TCP'}],
    readinessProbe: {
      httpGet: {path: '/healthz/ready', port: 15021},
      initialDelaySeconds: 1,
      periodSeconds: 2,
      failureThreshold: 30,
      timeoutSeconds: 3,
    },
    resources: {limits, requests: {cpu: '100m', memory: '128Mi'}},
    env: [{name: 'POD_NAMESPACE', valueFrom: {fieldRef: {fieldPath: 'metadata.namespace'}}}],
  };
  const init = {
    name: 'istio-init',
    image,
    args: [
      'istio-iptables',
      '-p',
      '15001',
      '-z',
      '15006',
      '-u',
      '1337',
      '-m',
      'REDIRECT',
      '-i',
      '*',
      '-x',
      '',
      '-b',
      '*',
      '-d',
      '15090,15021,15020',
    ],
    resources: {limits, requests: {cpu: '100m', memory: '128Mi'}},
    securityContext: {
      capabilities: {add: ['NET_ADMIN', 'NET_RAW'], drop: ['ALL']},
      privileged: false,
      runAsUser: 0,
      runAsNonRoot: false,
      runAsGroup: 0,
    },
  };
  const operations: object[] = [
    ...(pod.spec.initContainers ? [] : [{op: 'add', path: '/spec/initContainers', value: []}]),
    {op: 'add', path: '/spec/initContainers/-', value: init},
    {op: 'add', path: '/spec/containers/0', value: proxy},
    ...(pod.metadata.annotations ? [] : [{op: 'add', path: '/metadata/annotations', value: {}}]),
    {
      op: 'add',
      path: '/metadata/annotations/sidecar.istio.io~1status',
      value: JSON.stringify({
        initContainers: ['istio-init'],
        containers: ['istio-proxy'],
        volumes: [],
        imagePullSecrets: null,
        revision: 'default',
      }),
    },
    ...(pod.metadata.labels ? [] : [{op: 'add', path: '/metadata/labels', value: {}}]),
    {op: 'add', path: '/metadata/labels/security.istio.io~1tlsMode', value: 'istio'},
    {op: 'add', path: '/metadata/labels/service.istio.io~1canonical-revision', value: 'latest'},
  ];
  return {allowed: true, patch: Buffer.from(JSON.stringify(operations)).toString('base64'), patchType: 'JSONPatch'};
}

/** The label or annotation of the pod decides first, then that of its namespace. https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/ */
function wantsSidecar(view: ClusterView, pod: KubeObject, namespace: string): boolean {
  const word =
    pod.metadata.labels?.['sidecar.istio.io/inject'] ?? pod.metadata.annotations?.['sidecar.istio.io/inject'];
  const isOff = selectClusterFaults(view.behaviours, 'sidecar-missing').some(
    (fault) => !fault.namespace || fault.namespace === namespace,
  );
  if (isOff || pod.spec.hostNetwork || pod.spec.containers.some(({name}: {name: string}) => name === 'istio-proxy'))
    return false;
  if (word !== undefined) return word === 'true';
  const labels = view.informers.of(kubeResources.namespaces).get(undefined, namespace)?.metadata.labels ?? {};
  return labels['istio-injection'] === 'enabled' || labels['istio.io/rev'] !== undefined;
}

/** The proxy of istiod's own version and registry. */
function sidecarImage({informers}: ClusterView): string {
  const pilot = informers
    .of(kubeResources.pods)
    .byIndex('role', 'istiod')[0]
    ?.spec.containers.find(({image}: {image: string}) => /pilot/.test(image))?.image;
  return pilot?.replace('pilot', 'proxyv2') ?? 'docker.io/istio/proxyv2:1.19.0';
}

function validate({kind, object}: AdmissionRequest): AdmissionVerdict {
  const refuse = (message: string): AdmissionVerdict => ({
    allowed: false,
    status: {message: `configuration is invalid: ${message}`, code: 400},
  });
  const spec = object?.spec ?? {};
  if (kind.kind === 'VirtualService') {
    if (!spec.hosts?.length) return refuse('virtual service must have at least one host');
    if (!spec.http?.length && !spec.tcp?.length && !spec.tls?.length)
      return refuse('http, tcp or tls must be provided in virtual service');
  }
  if (kind.kind === 'Gateway') {
    if (!spec.servers?.length) return refuse('gateway must have at least one server');
    for (const {tls, port} of spec.servers) {
      if (port?.protocol === 'HTTPS' && !tls) return refuse('server must have TLS settings for HTTPS/TLS protocols');
      if (tls?.mode === 'SIMPLE' && !tls.credentialName && !tls.serverCertificate)
        return refuse('SIMPLE TLS requires a server certificate');
    }
  }
  return {allowed: true};
}
