import {CloudFailure} from '../../model/cloud-failure.js';
import type {KubeObject, KubeTarget} from '../../model/ports/kube.js';
import type {Ports} from '../../model/ports/ports.js';
import {ingressProbe} from './ingress-probe.js';
import {listReadyAddresses} from './list-ready-addresses.js';
import {listWorkloadsBehind} from './list-workloads-behind.js';
import {platformProbe} from './platform-probe.js';
import type {ClusterProbe} from './probe.js';
import {findDomain} from './road-domain.js';

/** A Gateway that the ingress' pods take up. */
export interface GatewayFact {
  readonly namespace: string;
  readonly name: string;
  readonly servers: ReadonlyArray<{
    readonly port: number;
    readonly protocol: string;
    readonly hosts: readonly string[];
    readonly credential: string | null;
  }>;
}

/** A Service that requests are routed to. */
export interface DestinationFact {
  readonly namespace: string;
  readonly service: string;
  readonly port: number | null;
  readonly isPresent: boolean;
  readonly hasPort: boolean;
  readonly ready: number;
  /** Workloads whose pods it would lead to, where none of them is ready. */
  readonly behind?: readonly string[];
  /** VirtualServices that lead there, as `namespace/name`, with the paths that they match. */
  readonly routes: readonly string[];
}

/** How the mesh leads requests for the domain on. */
export interface MeshRoutesFact {
  readonly fqdn: string;
  /** Whether the cluster knows Istio's kinds. */
  readonly hasIstio: boolean;
  readonly gateways: readonly GatewayFact[];
  /** VirtualServices for the domain, with those of their gateways that are none of the above. */
  readonly virtualServices: ReadonlyArray<{readonly id: string; readonly strayGateways: readonly string[]}>;
  readonly destinations: readonly DestinationFact[];
  /** Where the ingress’ pods run: only Secrets there are served. */
  readonly ingressNamespace: string;
}

const networking = 'networking.istio.io/v1beta1';

interface GatewaySpec {
  readonly selector?: Readonly<Record<string, string>>;
  readonly servers?: ReadonlyArray<{
    readonly hosts?: readonly string[];
    readonly port?: {readonly number?: number; readonly protocol?: string};
    readonly tls?: {readonly credentialName?: string};
  }>;
}

interface VirtualServiceSpec {
  readonly hosts?: readonly string[];
  readonly gateways?: readonly string[];
  readonly http?: ReadonlyArray<{
    readonly match?: ReadonlyArray<{readonly uri?: Readonly<Record<string, string>>}>;
    readonly route?: ReadonlyArray<{
      readonly destination?: {readonly host?: string; readonly port?: {readonly number?: number}};
    }>;
  }>;
}

const idOf = ({metadata}: KubeObject) => `${metadata.namespace ?? ''}/${metadata.name}`;

/** `web`, `web.core`, `web.core.svc`, `web.core.svc.cluster.local`; undefined where the name lies outside the cluster. */
function parseHost(
  host: string,
  namespace: string,
): {readonly service: string; readonly namespace: string} | undefined {
  const [service = '', place = namespace, kind] = host.split('.');
  return kind === undefined || kind === 'svc' ? {service, namespace: place} : undefined;
}

/** Whether a host pattern such as `*.example.com` or `namespace/example.com` covers a name. */
export function coversHost(pattern: string, name: string): boolean {
  const host = pattern.slice(pattern.indexOf('/') + 1);
  return host === '*' || host === name || (host.startsWith('*.') && name.endsWith(host.slice(1)));
}

function toGateway(object: KubeObject): GatewayFact {
  const {servers = []} = object.spec as GatewaySpec;
  return {
    namespace: object.metadata.namespace ?? '',
    name: object.metadata.name,
    servers: servers.map(({hosts = [], port, tls}) => ({
      port: port?.number ?? 0,
      protocol: port?.protocol ?? '',
      hosts,
      credential: tls?.credentialName ?? null,
    })),
  };
}

function collectDestinations(services: readonly KubeObject[]) {
  const found = new Map<string, {namespace: string; service: string; port: number | null; routes: string[]}>();
  for (const object of services) {
    for (const {match = [], route = []} of (object.spec as VirtualServiceSpec).http ?? []) {
      const paths = match.flatMap(({uri}) => Object.values(uri ?? {})).join(' ') || '/';
      for (const {destination} of route) {
        const place = parseHost(destination?.host ?? '', object.metadata.namespace ?? '');
        if (place === undefined) continue;
        const port = destination?.port?.number ?? null;
        const key = `${place.namespace}/${place.service}:${port ?? ''}`;
        const entry = found.get(key) ?? {...place, port, routes: []};
        entry.routes.push(`${idOf(object)} ${paths}`);
        found.set(key, entry);
      }
    }
  }
  return [...found.values()];
}

async function lookAtDestination(
  ports: Ports,
  target: KubeTarget,
  place: ReturnType<typeof collectDestinations>[number],
): Promise<DestinationFact> {
  const {namespace, service} = place;
  const [object, ready] = await Promise.all([
    ports.kube.get(target, {apiVersion: 'v1', kind: 'Service', namespace, name: service}),
    listReadyAddresses(ports, target, namespace, service),
  ]);
  const {ports: served = [], selector} = (object?.spec ?? {}) as {
    readonly ports?: ReadonlyArray<{port: number}>;
    readonly selector?: Readonly<Record<string, string>>;
  };
  const hasPort = place.port === null || served.some(({port}) => port === place.port);
  const behind = ready.length > 0 ? undefined : await listWorkloadsBehind(ports, target, namespace, selector);
  return {
    ...place,
    isPresent: object !== undefined,
    hasPort,
    ready: ready.length,
    ...(behind === undefined ? {} : {behind}),
  };
}

export const meshRoutesProbe: ClusterProbe<MeshRoutesFact> = {
  id: 'mesh-routes',
  scope: 'cluster',
  async collect(inputs) {
    const {ports} = inputs;
    const target = await inputs.cluster();
    const [fqdn, ingress, platform] = await Promise.all([
      findDomain(inputs),
      ingressProbe.collect(inputs),
      platformProbe.collect(inputs),
    ]);
    let hasIstio = true;
    const listKind = (kind: string) =>
      ports.kube.list(target, {apiVersion: networking, kind}).catch((error: unknown) => {
        if (!(error instanceof CloudFailure) || error.kind !== 'not-found') throw error;
        hasIstio = false;
        return [] as readonly KubeObject[];
      });
    const [allGateways, allServices] = await Promise.all([listKind('Gateway'), listKind('VirtualService')]);
    const gateways = allGateways.filter(({spec}) =>
      // A gateway's selector is met by the labels of the pods, which the ingress' Service selects by.
      Object.entries((spec as GatewaySpec).selector ?? {}).every(([key, value]) => ingress.selector[key] === value),
    );
    const known = new Set(gateways.map(idOf));
    const own = allServices.filter(
      ({metadata, spec}) =>
        platform.namespaces.includes(metadata.namespace ?? '') &&
        ((spec as VirtualServiceSpec).hosts ?? []).some((host) => coversHost(host, fqdn)),
    );
    const destinations = collectDestinations(own);
    return {
      fqdn,
      hasIstio,
      ingressNamespace: ingress.namespace,
      gateways: gateways.map(toGateway),
      virtualServices: own.map((object) => ({
        id: idOf(object),
        strayGateways: ((object.spec as VirtualServiceSpec).gateways ?? [])
          .map((gateway) => (gateway.includes('/') ? gateway : `${object.metadata.namespace ?? ''}/${gateway}`))
          .filter((gateway) => !known.has(gateway) && !gateway.endsWith('/mesh')),
      })),
      destinations: await Promise.all(destinations.map((place) => lookAtDestination(ports, target, place))),
    };
  },
};
