import {isSameJson} from '../core/canonical-json.js';
import {formatTime} from '../core/conditions.js';
import {type ControllerContext, controllerUser} from '../core/controller-context.js';
import {type KubeObject, objectKey} from '../core/kube-object.js';
import {kubeResources} from '../core/kube-resource.js';
import {hasLabels} from '../core/label-selector.js';
import {controllerReference} from '../core/owners.js';
import {type Backend, resolvePorts, selectBackends} from './endpoints-of.js';

const {services: serviceType, endpoints: endpointsType, endpointSlices: sliceType, pods: podType} = kubeResources;
/** Endpoints in a slice at most. https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/#distribution-of-endpointslices */
const sliceSize = 100;

/** Keeps Endpoints and EndpointSlices of Services that select pods. */
export function runEndpoints(context: ControllerContext): void {
  const {informers, clock} = context;
  const client = context.client(controllerUser('endpoint-controller'));
  const sliceClient = context.client(controllerUser('endpointslice-controller'));
  const services = informers.of(serviceType);
  const pods = informers.of(podType);
  const endpoints = informers.of(endpointsType);
  const slices = informers.of(sliceType);
  const nodes = informers.of(kubeResources.nodes);
  slices.addIndex('service', (slice) => [
    `${slice.metadata.namespace}/${slice.metadata.labels?.['kubernetes.io/service-name'] ?? ''}`,
  ]);

  const queue = context.queue('endpoints', async (key) => {
    const service = services.getByKey(key);
    if (!service) {
      const stale = endpoints.getByKey(key);
      if (stale?.metadata.annotations?.['endpoints.kubernetes.io/last-change-trigger-time'])
        await client.remove(endpointsType, stale.metadata);
      return undefined;
    }
    if (!service.spec.selector || service.spec.type === 'ExternalName') return undefined;
    const backends = selectBackends(service, pods.inNamespace(service.metadata.namespace!));
    await keepEndpoints(service, backends);
    await keepSlices(service, backends);
    return undefined;
  });

  const referenceTo = ({pod}: Backend) => ({
    kind: 'Pod',
    namespace: pod.metadata.namespace,
    name: pod.metadata.name,
    uid: pod.metadata.uid,
  });
  const triggerTime = () => ({'endpoints.kubernetes.io/last-change-trigger-time': formatTime(clock.now())});
  const labelsOf = (service: KubeObject) => ({
    ...service.metadata.labels,
    ...(service.spec.clusterIP === 'None' ? {'service.kubernetes.io/headless': ''} : {}),
  });

  const keepEndpoints = async (service: KubeObject, backends: readonly Backend[]) => {
    const {name, namespace} = service.metadata;
    const addressOf = (backend: Backend) => ({
      ip: backend.address,
      ...(backend.pod.spec.hostname ? {hostname: backend.pod.spec.hostname} : {}),
      nodeName: backend.pod.spec.nodeName,
      targetRef: referenceTo(backend),
    });
    const live = backends.filter(({isTerminating}) => !isTerminating);
    const ready = live.filter(({isReady}) => isReady).map(addressOf);
    const notReady = live.filter(({isReady}) => !isReady).map(addressOf);
    const ports = resolvePorts(service, backends[0]?.pod).map(({name: portName, ...port}) => ({
      ...(portName ? {name: portName} : {}),
      ...port,
    }));
    const subsets =
      live.length === 0
        ? []
        : [
            {
              ...(ready.length > 0 ? {addresses: ready} : {}),
              ...(notReady.length > 0 ? {notReadyAddresses: notReady} : {}),
              ...(ports.length > 0 ? {ports} : {}),
            },
          ];
    const known = endpoints.get(namespace, name);
    if (!known) {
      await client.createUnlessPresent(endpointsType, {
        metadata: {name, namespace: namespace!, labels: labelsOf(service), annotations: triggerTime()},
        ...(subsets.length > 0 ? {subsets} : {}),
      });
    } else if (!isSameJson(known.subsets ?? [], subsets)) {
      const {subsets: _before, ...rest} = known;
      await client.update(endpointsType, {
        ...rest,
        metadata: {...known.metadata, annotations: {...known.metadata.annotations, ...triggerTime()}},
        ...(subsets.length > 0 ? {subsets} : {}),
      });
    }
  };

  const keepSlices = async (service: KubeObject, backends: readonly Backend[]) => {
    const {name, namespace} = service.metadata;
    const entries = backends.map((backend) => {
      const zone = nodes.get(undefined, backend.pod.spec.nodeName)?.metadata.labels?.['topology.kubernetes.io/zone'];
      return {
        addresses: [backend.address],
        conditions: {
          ready: backend.isReady && !backend.isTerminating,
          serving: backend.isReady,
          terminating: backend.isTerminating,
        },
        ...(backend.pod.spec.hostname ? {hostname: backend.pod.spec.hostname} : {}),
        targetRef: referenceTo(backend),
        nodeName: backend.pod.spec.nodeName,
        ...(zone ? {zone} : {}),
      };
    });
    const chunks = Array.from({length: Math.max(1, Math.ceil(entries.length / sliceSize))}, (_, index) =>
      entries.slice(index * sliceSize, (index + 1) * sliceSize),
    );
    const ports = backends.length === 0 ? [] : resolvePorts(service, backends[0]?.pod);
    const known = slices
      .byIndex('service', objectKey(service))
      .filter(({metadata}) => !metadata.deletionTimestamp)
      .sort((a, b) => a.metadata.name.localeCompare(b.metadata.name));
    for (const [index, chunk] of chunks.entries()) {
      const slice = known[index];
      if (!slice) {
        await sliceClient.create(sliceType, {
          metadata: {
            generateName: `${name}-`,
            namespace: namespace!,
            labels: {
              ...labelsOf(service),
              'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io',
              'kubernetes.io/service-name': name,
            },
            annotations: triggerTime(),
            ownerReferences: [controllerReference(serviceType, service)],
          },
          addressType: 'IPv4',
          endpoints: chunk,
          ports,
        });
      } else if (!isSameJson([slice.endpoints ?? [], slice.ports ?? []], [chunk, ports])) {
        await sliceClient.update(sliceType, {
          ...slice,
          metadata: {...slice.metadata, annotations: {...slice.metadata.annotations, ...triggerTime()}},
          endpoints: chunk,
          ports,
        });
      }
    }
    for (const slice of known.slice(chunks.length)) await sliceClient.remove(sliceType, slice.metadata);
  };

  services.onChange(({object}) => queue.add(objectKey(object)));
  pods.onChange(({object, previous}) => {
    if (!object.status?.podIP && !previous?.status?.podIP) return;
    for (const service of services.inNamespace(object.metadata.namespace!)) {
      const {selector} = service.spec;
      if (selector && (hasLabels(object.metadata.labels, selector) || hasLabels(previous?.metadata.labels, selector)))
        queue.add(objectKey(service));
    }
  });
  // Slices that a service's own deletion leaves are collected with their owner.
}
