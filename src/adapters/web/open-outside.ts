import {Resolver} from 'node:dns/promises';
import {request as requestHttp} from 'node:http';
import {request as requestHttps} from 'node:https';
import type {Socket} from 'node:net';
import {connect as connectTls, type TLSSocket} from 'node:tls';
import {CloudFailure} from '../../model/cloud-failure.js';
import type {Environment} from '../../model/environment.js';
import type {HttpAnswer, ProbeResult} from '../../model/ports/local.js';
import {openSocket} from './open-socket.js';
import {openTrust} from './open-trust.js';

/** Patience for one name or one request, in real milliseconds. */
const patienceMs = 10_000;

/** As much of an answer as anybody reads. */
const longestAnswer = 65_536;

/** What a DNS server answers where a name, or an A record of it, does not exist; anything else is no answer. */
const absentCodes = new Set(['ENOTFOUND', 'ENODATA']);

const untrusted = new Set([
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'CERT_HAS_EXPIRED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
]);

function selectCertificate(socket: Socket): Pick<HttpAnswer, 'certificate'> {
  const certificate = 'getPeerCertificate' in socket ? (socket as TLSSocket).getPeerCertificate() : undefined;
  if (certificate === undefined || certificate.valid_to === undefined) return {};
  const names = (certificate.subjectaltname ?? '')
    .split(', ')
    .flatMap((entry) => (entry.startsWith('DNS:') ? [entry.slice(4)] : []));
  const issuer = certificate.issuer?.O ?? certificate.issuer?.CN ?? '';
  return {certificate: {names, issuer: String(issuer), validTo: certificate.valid_to}};
}

/** One request to the platform's own address, as a user's machine would send it. */
export interface OutsideRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  /** Where to go in place of what the name resolves to. */
  readonly address?: string | undefined;
  /** PEM certificates that are trusted besides the machine's authorities. */
  readonly trusted?: string | undefined;
}

/** The platform's names and addresses, by the environment's DNS servers, proxy and authorities. */
export interface Outside {
  resolveAddresses(name: string): Promise<readonly string[]>;
  /** Sends without following redirects. */
  send(request: OutsideRequest): Promise<ProbeResult>;
}

export function openOutside(environment: Environment): Outside {
  const resolver = new Resolver({timeout: 3000, tries: 2});
  if (environment.resolvers !== undefined && environment.resolvers.length > 0)
    resolver.setServers([...environment.resolvers]);
  const trust = openTrust(environment);
  const resolveAddresses = async (name: string): Promise<readonly string[]> => {
    try {
      return await resolver.resolve4(name);
    } catch (error) {
      const {code = '', message} = error as NodeJS.ErrnoException;
      if (absentCodes.has(code)) return [];
      throw new CloudFailure('unavailable', `no DNS server said whether ${name} exists: ${message}`, {
        action: 'resolve',
        cause: error,
      });
    }
  };
  return {
    resolveAddresses,
    async send({method, url, headers = {}, body, ...options}): Promise<ProbeResult> {
      const target = new URL(url);
      let address = options.address;
      try {
        address ??= (await resolveAddresses(target.hostname))[0];
      } catch (error) {
        return {state: 'unresolved', message: (error as Error).message};
      }
      if (address === undefined) return {state: 'unresolved', message: `${target.hostname} has no A record`};
      const isSecure = target.protocol === 'https:';
      try {
        const socket = await openSocket(environment, address, Number(target.port || (isSecure ? 443 : 80)), patienceMs);
        return await new Promise<ProbeResult>((resolve, reject) => {
          const common = {
            method,
            path: `${target.pathname}${target.search}`,
            host: target.hostname,
            timeout: patienceMs,
            headers: {
              host: target.host,
              'user-agent': 'shakinstall',
              ...headers,
              ...(body === undefined ? {} : {'content-length': Buffer.byteLength(body)}),
            },
          };
          // An own connection is used only where no agent is named, not even `false`.
          const createConnection = () =>
            isSecure ? connectTls({socket, servername: target.hostname, ...trust(options.trusted)}) : socket;
          const outgoing = isSecure
            ? requestHttps({...common, createConnection})
            : requestHttp({...common, createConnection});
          outgoing.on('response', (incoming) => {
            let text = '';
            incoming.setEncoding('utf8');
            incoming.on('data', (chunk: string) => {
              if (text.length < longestAnswer) text += chunk;
            });
            incoming.on('end', () => {
              const headers = Object.fromEntries(
                Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]),
              );
              resolve({
                state: 'answered',
                answer: {status: incoming.statusCode ?? 0, headers, body: text, ...selectCertificate(incoming.socket)},
              });
              outgoing.destroy();
            });
          });
          outgoing.on('timeout', () =>
            outgoing.destroy(Object.assign(new Error('no answer came'), {code: 'ETIMEDOUT'})),
          );
          outgoing.on('error', reject);
          outgoing.end(body);
        });
      } catch (error) {
        const {code = '', message} = error as NodeJS.ErrnoException;
        if (untrusted.has(code)) return {state: 'untrusted', message};
        return {state: code === 'ETIMEDOUT' ? 'timed-out' : 'unreachable', message: message === '' ? code : message};
      }
    },
  };
}
