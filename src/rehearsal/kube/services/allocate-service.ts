import {type FieldError, invalidValue} from '../http/field-error.js';
import {StatusError} from '../http/status-error.js';
import type {KubeObject, Open} from '../object/kube-object.js';
import type {ApiContext} from '../server/api-context.js';

/** https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport */
const firstNodePort = 30_000;
const nodePortCount = 2_768;

const toNumber = (address: string) => address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
const toAddress = (number: number) => [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.');

function readRange(cidr: string): {readonly base: number; readonly size: number} {
  const [address = '', bits = ''] = cidr.split('/');
  const size = 2 ** (32 - Number(bits));
  return {base: Math.floor(toNumber(address) / size) * size, size};
}

/** The first address of a service range, which is the API server's own. */
export function selectApiServerAddress(cidr: string): string {
  return toAddress(readRange(cidr).base + 1);
}

function selectFreeAddress(context: ApiContext, taken: ReadonlySet<string>): string {
  const {base, size} = readRange(context.serviceCidr);
  const lower = Math.min(Math.max(16, Math.floor(size / 16)), 256);
  const start = Math.floor(context.random() * (size - lower - 2));
  for (let step = 0; step < size - 2; step += 1) {
    const offset =
      step < size - lower - 2 ? lower + ((start + step) % (size - lower - 2)) : 1 + (step - (size - lower - 2));
    const address = toAddress(base + offset);
    if (!taken.has(address)) return address;
  }
  throw new StatusError(
    500,
    'InternalError',
    'Internal error occurred: failed to allocate a serviceIP: range is full',
    {causes: [{reason: '', message: 'failed to allocate a serviceIP: range is full'}]},
  );
}

function selectTaken(context: ApiContext, except: KubeObject) {
  const addresses = new Set<string>();
  const ports = new Set<number>();
  for (const {metadata, spec} of context.store.list('services')) {
    if (metadata.uid === except.metadata.uid) continue;
    for (const address of spec?.clusterIPs ?? []) addresses.add(address);
    for (const {nodePort} of spec?.ports ?? []) if (nodePort) ports.add(nodePort);
    if (spec?.healthCheckNodePort) ports.add(spec.healthCheckNodePort);
  }
  return {addresses, ports};
}

function selectFreePort(context: ApiContext, taken: Set<number>): number {
  const start = Math.floor(context.random() * nodePortCount);
  for (let step = 0; step < nodePortCount; step += 1) {
    const port = firstNodePort + ((start + step) % nodePortCount);
    if (taken.has(port)) continue;
    taken.add(port);
    return port;
  }
  throw new StatusError(500, 'InternalError', 'Internal error occurred: failed to allocate a nodePort: range is full');
}

const needsNodePorts = ({type, allocateLoadBalancerNodePorts}: Open) =>
  type === 'NodePort' || (type === 'LoadBalancer' && allocateLoadBalancerNodePorts !== false);

/** The service with the addresses and ports that the cluster gives it; `current` is what it had before. */
export function allocateService(context: ApiContext, service: KubeObject, current?: KubeObject): KubeObject {
  const spec: Open = {...service.spec};
  if (spec.type === 'ExternalName') {
    const {clusterIP: _, clusterIPs: __, ipFamilies: ___, ipFamilyPolicy: ____, ...rest} = spec;
    return {...service, spec: rest};
  }
  const taken = selectTaken(context, service);
  const before = current?.spec?.type === 'ExternalName' ? undefined : current?.spec;
  spec.clusterIP =
    spec.clusterIP || spec.clusterIPs?.[0] || before?.clusterIP || selectFreeAddress(context, taken.addresses);
  spec.clusterIPs = spec.clusterIPs?.length ? spec.clusterIPs : [spec.clusterIP];
  spec.ipFamilies = spec.ipFamilies ?? before?.ipFamilies ?? ['IPv4'];
  spec.ipFamilyPolicy = spec.ipFamilyPolicy ?? before?.ipFamilyPolicy ?? 'SingleStack';
  const needs = needsNodePorts(spec);
  const portBefore = (port: Open) =>
    before?.ports?.find(
      (other: Open) => other.port === port.port && (other.protocol ?? 'TCP') === (port.protocol ?? 'TCP'),
    )?.nodePort;
  spec.ports = spec.ports?.map((port: Open) => {
    if (needs) return {...port, nodePort: port.nodePort || portBefore(port) || selectFreePort(context, taken.ports)};
    const {nodePort, ...rest} = port;
    return nodePort && spec.type === 'LoadBalancer' ? port : rest;
  });
  if (spec.type === 'LoadBalancer' && spec.externalTrafficPolicy === 'Local') {
    spec.healthCheckNodePort =
      spec.healthCheckNodePort || before?.healthCheckNodePort || selectFreePort(context, taken.ports);
  }
  return {...service, spec};
}

/** Refuses addresses and ports that are outside of the range or taken. */
export function validateAllocation(context: ApiContext, service: KubeObject): FieldError[] {
  const {spec} = service;
  if (!spec || spec.type === 'ExternalName') return [];
  const taken = selectTaken(context, service);
  const {base, size} = readRange(context.serviceCidr);
  const errors: FieldError[] = [];
  const address: string = spec.clusterIP ?? '';
  if (/^\d+\.\d+\.\d+\.\d+$/.test(address)) {
    const offset = toNumber(address) - base;
    if (offset < 0 || offset >= size)
      errors.push(
        invalidValue(
          'spec.clusterIPs',
          [address],
          `failed to allocate IP ${address}: the provided IP (${address}) is not in the valid range. The range of valid IPs is ${context.serviceCidr}`,
        ),
      );
    else if (taken.addresses.has(address))
      errors.push(
        invalidValue(
          'spec.clusterIPs',
          [address],
          `failed to allocate IP ${address}: provided IP is already allocated`,
        ),
      );
  }
  for (const [index, {nodePort}] of (spec.ports ?? []).entries()) {
    if (!nodePort) continue;
    if (nodePort < firstNodePort || nodePort >= firstNodePort + nodePortCount)
      errors.push(
        invalidValue(
          `spec.ports[${index}].nodePort`,
          nodePort,
          'provided port is not in the valid range. The range of valid ports is 30000-32767',
        ),
      );
    else if (taken.ports.has(nodePort))
      errors.push(invalidValue(`spec.ports[${index}].nodePort`, nodePort, 'provided port is already allocated'));
  }
  return errors;
}
