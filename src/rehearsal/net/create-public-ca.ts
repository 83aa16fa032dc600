import {webcrypto} from 'node:crypto';
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import {readRequest, signCertificate} from './sign-certificate.js';

/** A certificate authority as plain data; both keys are PKCS #8 in PEM. */
export interface PublicCaState {
  readonly rootCertificate: string;
  readonly rootKey: string;
  readonly issuingCertificate: string;
  readonly issuingKey: string;
  serial: number;
}

/** A certificate with its key. */
export interface IssuedCertificate {
  /** The certificate and the issuing one, PEM. */
  readonly certificate: string;
  /** PKCS #8 in PEM. */
  readonly key: string;
  readonly serial: string;
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
}

/** The rehearsal's stand-in for the public authorities: what its clients trust. */
export interface PublicCa {
  /** The root, PEM: what a client has to trust. */
  readonly bundle: string;
  /** Issues a server certificate for names of the DNS, for 90 days as Let's Encrypt does. */
  createCertificate(
    names: readonly string[],
    options?: {readonly lifetimeMs?: number; readonly notBeforeMs?: number},
  ): Promise<IssuedCertificate>;
  /** Signs a PKCS #10 request in PEM as the public authority: the chain, PEM. */
  signRequest(csr: string): Promise<string>;
  /** Signs a request with another authority's pair, or with the requester's own key where there is no certificate. */
  signWith(
    csr: string,
    signer: {readonly certificate?: string; readonly key: string},
    options: {readonly isAuthority: boolean; readonly lifetimeMs: number},
  ): Promise<string>;
  /** A self-signed authority of its own, as servers make that sign for themselves. */
  createAuthority(name: string): Promise<{readonly certificate: string; readonly key: string}>;
  snapshot(): PublicCaState;
}

const algorithm = {name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256'} as const;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const lifetimeMs = 90 * dayMs;

x509.cryptoProvider.set(webcrypto as unknown as Parameters<typeof x509.cryptoProvider.set>[0]);

/** The clocks by which certificates are to hold, both of them, and the seed of their serial numbers. */
export interface PublicCaClocks {
  virtualNow(): number;
  machineNow(): number;
  readonly seed: number;
}

/** Makes an authority, or goes on with that of an earlier world. */
export async function createPublicCa(
  {virtualNow, machineNow, seed}: PublicCaClocks,
  state?: PublicCaState,
): Promise<PublicCa> {
  const kept = state ?? (await found(Math.min(virtualNow(), machineNow()), Math.max(virtualNow(), machineNow()), seed));
  const issuer = {certificate: kept.issuingCertificate, key: kept.issuingKey};
  const nextSerial = () => `03${(kept.serial++).toString(16).padStart(14, '0')}`;
  const validity = (options: {readonly lifetimeMs?: number; readonly notBeforeMs?: number}) => {
    const life = options.lifetimeMs ?? lifetimeMs;
    if (options.notBeforeMs !== undefined)
      return {notBeforeMs: options.notBeforeMs, notAfterMs: options.notBeforeMs + life};
    const [earlier, later] = [Math.min(virtualNow(), machineNow()), Math.max(virtualNow(), machineNow())];
    return {notBeforeMs: earlier - hourMs, notAfterMs: later - hourMs + life};
  };
  return {
    bundle: kept.rootCertificate,
    snapshot: () => kept,
    async createCertificate(names, options = {}) {
      const keys = await createKeys();
      const dates = validity(options);
      const serial = nextSerial();
      const leaf = await signCertificate({
        serial,
        names,
        publicKey: keys.publicKey,
        issuer,
        isAuthority: false,
        ...dates,
      });
      return {certificate: `${leaf}${kept.issuingCertificate}`, key: await writeKey(keys.privateKey), serial, ...dates};
    },
    async signRequest(csr) {
      return `${await signCertificate({...readRequest(csr), serial: nextSerial(), issuer, isAuthority: false, ...validity({})})}${kept.issuingCertificate}`;
    },
    signWith(csr, signer, options) {
      return signCertificate({
        ...readRequest(csr),
        serial: nextSerial(),
        issuer: signer,
        isAuthority: options.isAuthority,
        ...validity(options),
      });
    },
    async createAuthority(name) {
      const keys = await createKeys();
      const key = await writeKey(keys.privateKey);
      const certificate = await signCertificate({
        serial: nextSerial(),
        names: [name],
        publicKey: keys.publicKey,
        issuer: {key},
        isAuthority: true,
        ...validity({lifetimeMs: 365 * dayMs}),
      });
      return {certificate, key};
    },
  };
}

function createKeys() {
  return webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
}

async function found(earliestMs: number, latestMs: number, seed: number): Promise<PublicCaState> {
  const root = await createKeys();
  const issuing = await createKeys();
  const notBefore = new Date(earliestMs - 365 * dayMs);
  const notAfter = new Date(latestMs + 10 * 365 * dayMs);
  const usage = () => [
    new x509.BasicConstraintsExtension(true, undefined, true),
    new x509.KeyUsagesExtension(
      x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign | x509.KeyUsageFlags.digitalSignature,
      true,
    ),
  ];
  const rootName = 'CN=Rehearsal Root X1, O=Rehearsal Security Research';
  const rootCertificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name: rootName,
    notBefore,
    notAfter,
    signingAlgorithm: algorithm,
    keys: root,
    extensions: usage(),
  });
  const issuingCertificate = await x509.X509CertificateGenerator.create({
    serialNumber: '02',
    subject: 'CN=R3, O=Rehearsal Encrypt',
    issuer: rootName,
    notBefore,
    notAfter,
    signingAlgorithm: algorithm,
    publicKey: issuing.publicKey,
    signingKey: root.privateKey,
    extensions: usage(),
  });
  return {
    rootCertificate: `${rootCertificate.toString('pem')}\n`,
    rootKey: await writeKey(root.privateKey),
    issuingCertificate: `${issuingCertificate.toString('pem')}\n`,
    issuingKey: await writeKey(issuing.privateKey),
    serial: 4096 + seed * 65_536,
  };
}

async function writeKey(key: webcrypto.CryptoKey): Promise<string> {
  return `${x509.PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY')}\n`;
}
