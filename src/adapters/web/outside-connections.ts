import type {Socket} from 'node:net';
import {type ConnectionOptions, connect, type DetailedPeerCertificate, type TLSSocket} from 'node:tls';
import type {Environment} from '../../model/environment.js';
import type {ClosedPort, Connections, Handshake, ServedCertificate} from '../../model/ports/connections.js';
import {openSocket} from './open-socket.js';
import {openTrust, type TrustOptions} from './open-trust.js';

/** Real milliseconds for a connection or a handshake. */
const patienceMs = 5000;

/** Longer chains are not read: a certificate that is its own issuer by name alone would never end. */
const longestChain = 10;

function toClosedPort(error: unknown): ClosedPort {
  const {code = '', message} = error as NodeJS.ErrnoException;
  const state =
    code === 'ECONNREFUSED'
      ? 'refused'
      : code === 'ETIMEDOUT'
        ? 'timed-out'
        : /^E(HOST|NET)UNREACH$/.test(code)
          ? 'unreachable'
          : 'broken-off';
  return {state, message: message === '' ? code : message};
}

function selectNames(alternatives: string | undefined): string[] {
  return (alternatives ?? '').split(', ').flatMap((entry) => (entry.startsWith('DNS:') ? [entry.slice(4)] : []));
}

function selectChain(socket: TLSSocket): readonly ServedCertificate[] {
  const chain: ServedCertificate[] = [];
  const seen = new Set<string>();
  let current: DetailedPeerCertificate | undefined = socket.getPeerCertificate(true);
  while (current?.fingerprint256 !== undefined && !seen.has(current.fingerprint256) && chain.length < longestChain) {
    seen.add(current.fingerprint256);
    const names = selectNames(current.subjectaltname);
    const text = (value: string | string[] | undefined) => [value].flat()[0];
    chain.push({
      subject: text(current.subject?.CN) ?? names[0] ?? '',
      issuer: text(current.issuer?.CN) ?? text(current.issuer?.O) ?? '',
      names,
      validFrom: Date.parse(current.valid_from),
      validTo: Date.parse(current.valid_to),
      fingerprint: current.fingerprint256,
      isSelfSigned: JSON.stringify(current.subject) === JSON.stringify(current.issuer),
    });
    current = current.issuerCertificate;
  }
  return chain;
}

function shake(socket: Socket, options: ConnectionOptions): Promise<Handshake> {
  return new Promise((resolve, reject) => {
    const secured = connect({...options, socket, rejectUnauthorized: false}, () => {
      // Names are judged by whoever knows which are wanted; here it is the chain alone.
      const code = (secured.authorizationError as unknown as string | null) ?? undefined;
      const distrust = secured.authorized || code === 'ERR_TLS_CERT_ALTNAME_INVALID' ? undefined : String(code);
      resolve({state: 'shaken', protocol: secured.getProtocol() ?? '', chain: selectChain(secured), distrust});
      secured.destroy();
    });
    secured.setTimeout(patienceMs, () =>
      secured.destroy(Object.assign(new Error('the handshake timed out'), {code: 'ETIMEDOUT'})),
    );
    secured.on('error', reject);
  });
}

/** Protocols before TLS 1.2, so that a server which speaks nothing newer can be told from one that is closed. */
const old = {minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0'} as const;

/** Connections by the environment's proxy and authorities. */
export function OutsideConnections(environment: Pick<Environment, 'proxy' | 'caBundle'>): Connections {
  const trust = openTrust(environment);
  const open = (address: string, port: number) => openSocket(environment, address, port, patienceMs);
  return {
    async tryPort(address, port) {
      try {
        (await open(address, port)).destroy();
        return {state: 'open'};
      } catch (error) {
        return toClosedPort(error);
      }
    },
    async inspectTls(address, port, name, {trusted} = {}) {
      const attempt = async (options: TrustOptions) =>
        shake(await open(address, port), {servername: name, ...trust(trusted, options)});
      try {
        return await attempt({}).catch((error: NodeJS.ErrnoException) => {
          if (!/PROTOCOL|VERSION/i.test(error.code ?? '')) throw error;
          return attempt(old);
        });
      } catch (error) {
        return toClosedPort(error);
      }
    },
  };
}
