import {NotApplicable} from '../../model/not-applicable.js';
import type {ClosedPort, Handshake} from '../../model/ports/connections.js';
import type {ProbeResult} from '../../model/ports/local.js';
import {ingressProbe} from './ingress-probe.js';
import {platformProbe} from './platform-probe.js';
import type {ClusterProbe, ClusterProbeInputs} from './probe.js';
import {findDomain} from './road-domain.js';

/** What came back of one request, without its text. */
export interface PageFact {
  readonly url: string;
  /** `answered`, or why there was no answer. */
  readonly state: ProbeResult['state'];
  readonly status: number;
  /** Where it sends on to; null where it does not. */
  readonly location: string | null;
  /** Who says that it answered, as Envoy's own errors come from `istio-envoy`. */
  readonly server: string;
  /** The first words of an answer that is an error, or why there was none. */
  readonly message: string;
}

/** The road from the ingress' address inwards, as a browser walks it, whatever DNS says. */
export interface FrontDoorFact {
  readonly fqdn: string;
  readonly address: string;
  readonly isInternal: boolean;
  readonly http: {readonly state: 'open'} | ClosedPort;
  readonly https: {readonly state: 'open'} | ClosedPort;
  readonly handshake: Handshake;
  readonly wildcard: Handshake;
  /** The dashboard's first page, which sends strangers to the login. */
  readonly dashboard: PageFact;
  /** Where the dashboard sent to: Keycloak's login page; null where it did not send anywhere. */
  readonly login: PageFact | null;
  /** The realm's own description of itself; null where no realm is known. */
  readonly realm: (PageFact & {readonly issuer: string | null}) | null;
}

const wordsOf = (body: string) =>
  body
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 200);

function toPage(url: string, result: ProbeResult): PageFact {
  if (result.state !== 'answered')
    return {url, state: result.state, status: 0, location: null, server: '', message: result.message};
  const {status, headers, body} = result.answer;
  const message = status >= 400 ? wordsOf(body) : '';
  return {url, state: 'answered', status, location: headers.location ?? null, server: headers.server ?? '', message};
}

function readIssuer(result: ProbeResult): string | null {
  if (result.state !== 'answered') return null;
  try {
    const {issuer} = JSON.parse(result.answer.body) as {readonly issuer?: unknown};
    return typeof issuer === 'string' ? issuer : null;
  } catch {
    return null;
  }
}

/** A realm's path out of where the login is; null where it does not look like Keycloak's. */
const selectRealmPath = (location: string | null) =>
  location === null || !URL.canParse(location)
    ? null
    : (/^(.*\/realms\/[^/]+)/.exec(new URL(location).pathname)?.[1] ?? null);

async function readTrusted({ports, deployment}: ClusterProbeInputs): Promise<string | undefined> {
  const tls = deployment?.config.tls;
  return tls?.mode === 'own' ? ports.secrets.resolve(tls.certificate) : undefined;
}

export const frontDoorProbe: ClusterProbe<FrontDoorFact> = {
  id: 'front-door',
  scope: 'cluster',
  async collect(inputs) {
    const {web, connections} = inputs.ports;
    const [fqdn, ingress, platform, trusted] = await Promise.all([
      findDomain(inputs),
      ingressProbe.collect(inputs),
      platformProbe.collect(inputs),
      readTrusted(inputs),
    ]);
    const [address] = ingress.addresses;
    if (address === undefined) throw new NotApplicable('the ingress has no address yet');
    const request = (url: string) => web.probe(url, {address, ...(trusted === undefined ? {} : {trusted})});
    const root = `https://${fqdn}`;
    const readRealm = async (path: string) => {
      const url = `${root}${path}/.well-known/openid-configuration`;
      const result = await request(url);
      return {...toPage(url, result), issuer: readIssuer(result)};
    };
    const walk = async () => {
      const dashboard = toPage(`${root}/`, await request(`${root}/`));
      const {location} = dashboard;
      // Only the platform's own pages are asked at its address.
      const isOwn = location !== null && URL.canParse(location) && new URL(location).hostname === fqdn;
      const path = platform.realmPath ?? selectRealmPath(location);
      const [login, realm] = await Promise.all([
        isOwn ? request(location).then((result) => toPage(location, result)) : null,
        path === null ? null : readRealm(path),
      ]);
      return {dashboard, login, realm};
    };
    const [http, https, handshake, wildcard, pages] = await Promise.all([
      connections.tryPort(address, 80),
      connections.tryPort(address, 443),
      connections.inspectTls(address, 443, fqdn, {trusted}),
      connections.inspectTls(address, 443, `any.${fqdn}`, {trusted}),
      walk(),
    ]);
    return {fqdn, address, isInternal: ingress.isInternal, http, https, handshake, wildcard, ...pages};
  },
};
