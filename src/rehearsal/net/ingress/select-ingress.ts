import type {KubeObject} from '../../controllers/core/kube-object.js';
import {kubeResources} from '../../controllers/core/kube-resource.js';
import type {WorldRequest} from '../pod-network.js';
import {resolveService, type ServiceBackend} from '../resolve-service.js';
import type {Entry} from './find-entry.js';
import {matchesHost} from './match-host.js';

/** The class of Ingress that Istio's gateways carry out. */
const istioClass = 'istio';

interface IngressPath {
  readonly path?: string;
  readonly pathType?: string;
  readonly backend: {
    readonly service?: {readonly name: string; readonly port: {readonly number?: number; readonly name?: string}};
  };
}

/** The backend that an Ingress of Istio's class names for a request; undefined where none does. */
export function selectIngress(entry: Entry, request: WorldRequest): ServiceBackend | undefined {
  const path = request.path.split('?')[0]!;
  const candidates = entry.view.informers
    .of(kubeResources.ingresses)
    .list()
    .filter(isOfIstio)
    .flatMap((ingress) =>
      (ingress.spec.rules ?? [])
        .filter(({host}: {host?: string}) => !host || matchesHost(host, request.host))
        .flatMap(({http}: {http?: {paths: IngressPath[]}}) => (http?.paths ?? []).map((rule) => ({ingress, rule}))),
    )
    .filter(({rule}: {rule: IngressPath}) =>
      rule.pathType === 'Exact' ? path === rule.path : path.startsWith(rule.path ?? '/'),
    )
    .sort((a: {rule: IngressPath}, b: {rule: IngressPath}) => (b.rule.path ?? '').length - (a.rule.path ?? '').length);
  const [best] = candidates as Array<{ingress: KubeObject; rule: IngressPath}>;
  const service = best?.rule.backend.service;
  if (!best || !service) return undefined;
  const {namespace = ''} = best.ingress.metadata;
  const ports: Array<{name?: string; port: number}> =
    entry.view.informers.of(kubeResources.services).get(namespace, service.name)?.spec.ports ?? [];
  const port = service.port.number ?? ports.find(({name}) => name === service.port.name)?.port ?? -1;
  return resolveService(entry.view, namespace, service.name, port);
}

function isOfIstio({metadata, spec}: KubeObject): boolean {
  return (spec.ingressClassName ?? metadata.annotations?.['kubernetes.io/ingress.class']) === istioClass;
}
