import type {KubeObject} from '../../controllers/core/kube-object.js';
import {kubeResources} from '../../controllers/core/kube-resource.js';
import {hasLabels} from '../../controllers/core/label-selector.js';
import type {Entry} from './find-entry.js';
import {matchesHost} from './match-host.js';

/** One server of an Istio Gateway. */
export interface GatewayServer {
  readonly gateway: KubeObject;
  readonly hosts: readonly string[];
  readonly protocol: string;
  readonly tls?: {readonly mode?: string; readonly credentialName?: string; readonly httpsRedirect?: boolean};
}

/** The servers that Gateways configure on the port of an entry. */
export function serversAt({view, pod, port}: Entry): GatewayServer[] {
  return view.informers
    .of(kubeResources.gateways)
    .list()
    .filter(({spec}) => hasLabels(pod.metadata.labels, spec.selector ?? {}))
    .flatMap((gateway) =>
      (gateway.spec.servers ?? [])
        .filter((server: {port?: {number: number}}) => server.port?.number === port)
        .map((server: {hosts: string[]; port: {protocol: string}; tls?: GatewayServer['tls']}) => ({
          gateway,
          hosts: server.hosts,
          protocol: server.port.protocol.toUpperCase(),
          ...(server.tls ? {tls: server.tls} : {}),
        })),
    );
}

/** The servers of an entry that cover a host; names before wildcards. */
export function serversFor(entry: Entry, host: string): GatewayServer[] {
  const rank = ({hosts}: GatewayServer) =>
    hosts.some((pattern) => !pattern.includes('*') && matchesHost(pattern, host)) ? 0 : 1;
  return serversAt(entry)
    .filter(({hosts}) => hosts.some((pattern) => matchesHost(pattern, host)))
    .sort((a, b) => rank(a) - rank(b));
}

/** The certificate and key for a TLS connection to `host`, from the secret in the gateway pod's own namespace; undefined where there is none. */
export function findCredential(
  entry: Entry,
  host: string,
): {readonly certificate: string; readonly key: string} | undefined {
  const server = serversFor(entry, host).find(({tls}) => tls?.credentialName);
  const data =
    server?.tls?.credentialName &&
    entry.view.informers.of(kubeResources.secrets).get(entry.pod.metadata.namespace, server.tls.credentialName)?.data;
  const decode = (...names: string[]) =>
    names
      .map((name) => data?.[name])
      .filter(Boolean)
      .map((text) => Buffer.from(text, 'base64').toString())[0];
  const [certificate, key] = [decode('tls.crt', 'cert'), decode('tls.key', 'key')];
  return certificate && key ? {certificate, key} : undefined;
}
