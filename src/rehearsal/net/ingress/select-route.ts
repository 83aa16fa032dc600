import type {KubeObject} from '../../controllers/core/kube-object.js';
import {kubeResources} from '../../controllers/core/kube-resource.js';
import type {WorldRequest} from '../pod-network.js';
import type {Entry} from './find-entry.js';
import type {GatewayServer} from './gateway-servers.js';
import {matchesHost} from './match-host.js';

interface StringMatch {
  readonly exact?: string;
  readonly prefix?: string;
  readonly regex?: string;
}

interface HttpMatch {
  readonly uri?: StringMatch;
  readonly authority?: StringMatch;
  readonly method?: StringMatch;
  readonly port?: number;
  readonly headers?: Readonly<Record<string, StringMatch>>;
  readonly ignoreUriCase?: boolean;
}

/** One HTTP route of a VirtualService. */
export interface HttpRoute {
  readonly virtualService: KubeObject;
  readonly match?: readonly HttpMatch[];
  readonly route?: ReadonlyArray<{
    readonly destination: {readonly host: string; readonly port?: {readonly number: number}};
    readonly weight?: number;
  }>;
  readonly redirect?: {
    readonly uri?: string;
    readonly authority?: string;
    readonly scheme?: string;
    readonly redirectCode?: number;
  };
  readonly directResponse?: {readonly status: number; readonly body?: {readonly string?: string}};
  readonly rewrite?: {readonly uri?: string; readonly authority?: string};
}

/** The first route of the VirtualServices bound to the servers' Gateways that takes the request. Catch-all routes come last, as Istio sorts them. */
export function selectRoute(
  entry: Entry,
  servers: readonly GatewayServer[],
  request: WorldRequest,
): HttpRoute | undefined {
  const gateways = new Set(servers.map(({gateway}) => `${gateway.metadata.namespace}/${gateway.metadata.name}`));
  const routes = entry.view.informers
    .of(kubeResources.virtualServices)
    .list()
    .filter(
      ({metadata, spec}) =>
        (spec.gateways ?? []).some((name: string) =>
          gateways.has(name.includes('/') ? name : `${metadata.namespace}/${name}`),
        ) && (spec.hosts ?? []).some((pattern: string) => matchesHost(pattern, request.host)),
    )
    .sort(
      (a, b) =>
        a.metadata.creationTimestamp.localeCompare(b.metadata.creationTimestamp) ||
        a.metadata.name.localeCompare(b.metadata.name),
    )
    .flatMap((virtualService) =>
      (virtualService.spec.http ?? []).map((route: object) => ({...route, virtualService}) as HttpRoute),
    );
  const isCatchAll = ({match}: HttpRoute) => !match?.length || match.some(({uri}) => !uri || uri.prefix === '/');
  return [...routes.filter((route) => !isCatchAll(route)), ...routes.filter(isCatchAll)].find((route) =>
    takes(route, entry.port, request),
  );
}

function takes({match}: HttpRoute, port: number, {path, method, host, headers}: WorldRequest): boolean {
  if (!match?.length) return true;
  const bare = path.split('?')[0]!;
  return match.some((candidate) => {
    const fold = (text: string) => (candidate.ignoreUriCase ? text.toLowerCase() : text);
    if (candidate.port !== undefined && candidate.port !== port) return false;
    if (candidate.uri && !meets(candidate.uri, fold(bare), fold)) return false;
    if (candidate.authority && !meets(candidate.authority, host)) return false;
    if (candidate.method && !meets(candidate.method, method)) return false;
    return Object.entries(candidate.headers ?? {}).every(
      ([name, wanted]) => headers[name.toLowerCase()] !== undefined && meets(wanted, headers[name.toLowerCase()]!),
    );
  });
}

function meets({exact, prefix, regex}: StringMatch, text: string, fold = (value: string) => value): boolean {
  if (exact !== undefined) return text === fold(exact);
  if (prefix !== undefined) return text.startsWith(fold(prefix));
  return regex === undefined || new RegExp(`^(?:${regex})$`).test(text);
}
