import type {ControllerContext} from '../core/controller-context.js';
import {type KubeObject, objectKey} from '../core/kube-object.js';
import {kubeResources} from '../core/kube-resource.js';

const {services: type} = kubeResources;
const cleanupFinalizer = 'service.kubernetes.io/load-balancer-cleanup';
/** From the request until the forwarding rule carries traffic. */
const provisioningMs = [30_000, 60_000] as const;
const retryMs = [5_000, 300_000] as const;

/** Gives Services of type LoadBalancer an address of Google's, and takes it back. */
export function runLoadBalancers(context: ControllerContext): void {
  const {informers, clock, cloud, cluster, seeded} = context;
  const user = 'system:serviceaccount:kube-system:cloud-controller-manager';
  const client = context.client(user);
  const record = context.recorder(user, 'service-controller');
  const services = informers.of(type);
  /** When a balancer being made will be there, by Service uid; and failures in a row. */
  const readyMs = new Map<string, number>();
  const failures = new Map<string, number>();
  /** Ports that the forwarding rules were made for, by Service uid. */
  const applied = new Map<string, string>();

  const queue = context.queue('load-balancers', async (key) => {
    const service = services.getByKey(key);
    if (!service) return undefined;
    const isHeld = service.metadata.finalizers?.includes(cleanupFinalizer) ?? false;
    const isWanted =
      service.spec.type === 'LoadBalancer' && !service.spec.loadBalancerClass && !service.metadata.deletionTimestamp;
    if (!isWanted) return isHeld ? release(service) : undefined;
    if (!isHeld) {
      await client.patch(type, service.metadata, {
        metadata: {finalizers: [...(service.metadata.finalizers ?? []), cleanupFinalizer]},
      });
      return 50;
    }
    return ensure(service);
  });

  const ensure = async (service: KubeObject): Promise<number | undefined> => {
    const {uid} = service.metadata;
    const about = {resource: type, object: service};
    const hasAddress = service.status?.loadBalancer?.ingress?.length > 0;
    const shape = JSON.stringify([service.spec.ports, service.spec.loadBalancerIP]);
    if (hasAddress && (applied.get(uid) ?? shape) === shape) {
      applied.set(uid, shape);
      return undefined;
    }
    const now = clock.now();
    if (!readyMs.has(uid)) {
      record('Normal', 'EnsuringLoadBalancer', about, 'Ensuring load balancer');
      readyMs.set(uid, now + seeded.between(`lb/${uid}`, provisioningMs));
    }
    const answer = cloud.acquireAddress(cluster.uid, requestFor(service));
    if ('refused' in answer) {
      record(
        'Warning',
        'SyncLoadBalancerFailed',
        about,
        `Error syncing load balancer: failed to ensure load balancer: ${answer.refused}`,
      );
      const count = failures.get(uid) ?? 0;
      failures.set(uid, count + 1);
      readyMs.delete(uid);
      return Math.min(retryMs[0] * 2 ** count, retryMs[1]);
    }
    const restMs = readyMs.get(uid)! - now;
    if (restMs > 0) return restMs;
    const current = services.getByKey(objectKey(service)) ?? service;
    const ingress = {ip: answer.address, ...(context.minor >= 30 ? {ipMode: 'VIP'} : {})};
    await client.patch(type, current.metadata, {status: {loadBalancer: {ingress: [ingress]}}}, 'status');
    record('Normal', 'EnsuredLoadBalancer', about, 'Ensured load balancer');
    applied.set(uid, shape);
    failures.delete(uid);
    readyMs.delete(uid);
    return undefined;
  };

  const release = async (service: KubeObject): Promise<number | undefined> => {
    const {uid, namespace = '', name} = service.metadata;
    const about = {resource: type, object: service};
    const now = clock.now();
    if (!readyMs.has(`${uid}/release`)) {
      record('Normal', 'DeletingLoadBalancer', about, 'Deleting load balancer');
      readyMs.set(`${uid}/release`, now + seeded.between(`lb-release/${uid}`, [15_000, 40_000]));
    }
    const restMs = readyMs.get(`${uid}/release`)! - now;
    if (restMs > 0) return restMs;
    cloud.releaseAddress(cluster.uid, {namespace, name});
    if (service.status?.loadBalancer?.ingress)
      await client.patch(type, service.metadata, {status: {loadBalancer: null}}, 'status');
    record('Normal', 'DeletedLoadBalancer', about, 'Deleted load balancer');
    for (const id of [uid, `${uid}/release`]) readyMs.delete(id);
    applied.delete(uid);
    await client.patch(type, service.metadata, {
      metadata: {finalizers: (service.metadata.finalizers ?? []).filter((finalizer) => finalizer !== cleanupFinalizer)},
    });
    return undefined;
  };

  services.onChange(
    ({type: change, object}) =>
      change !== 'deleted' &&
      (object.spec.type === 'LoadBalancer' || object.metadata.finalizers?.includes(cleanupFinalizer)) &&
      queue.add(objectKey(object)),
  );
}

/** A LoadBalancer Service as the cloud is asked for it. https://cloud.google.com/kubernetes-engine/docs/concepts/service-load-balancer-parameters */
function requestFor(service: KubeObject) {
  const annotations = service.metadata.annotations ?? {};
  const kind =
    annotations['networking.gke.io/load-balancer-type'] ?? annotations['cloud.google.com/load-balancer-type'];
  const requestedIp: string | undefined = service.spec.loadBalancerIP || undefined;
  return {
    namespace: service.metadata.namespace!,
    name: service.metadata.name,
    isInternal: kind?.toLowerCase() === 'internal',
    ports: service.spec.ports.map(({port}: {port: number}) => port),
    ...(requestedIp ? {requestedIp} : {}),
  };
}
