import {webcrypto} from 'node:crypto';
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';

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
  createCertificate(names: readonly string[], options?: {readonly lifetimeMs?: number; readonly notBeforeMs?: number}): Promise<IssuedCertificate>;
  snapshot(): PublicCaState;
}

const algorithm = {name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256'} as const;
const dayMs = 86_400_000;
const lifetimeMs = 90 * dayMs;

x509.cryptoProvider.set(webcrypto as unknown as Parameters<typeof x509.cryptoProvider.set>[0]);

/** Makes an authority, or goes on with that of an earlier world. */
export async function createPublicCa(now: () => number, state?: PublicCaState): Promise<PublicCa> {
  const kept = state ?? (await found(now()));
  const issuer = new x509.X509Certificate(kept.issuingCertificate);
  const issuingKey = await readKey(kept.issuingKey);
  return {
    bundle: kept.rootCertificate,
    snapshot: () => kept,
    async createCertificate(names, options = {}) {
      const notBeforeMs = options.notBeforeMs ?? now() - 3_600_000;
      const notAfterMs = notBeforeMs + (options.lifetimeMs ?? lifetimeMs);
      const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
      const serialNumber = `03${(kept.serial++).toString(16).padStart(14, '0')}`;
      const certificate = await x509.X509CertificateGenerator.create({
        serialNumber,
        subject: `CN=${names.find((name) => name.length <= 64) ?? names[0]}`,
        issuer: issuer.subject,
        notBefore: new Date(notBeforeMs),
        notAfter: new Date(notAfterMs),
        signingAlgorithm: algorithm,
        publicKey: keys.publicKey,
        signingKey: issuingKey,
        extensions: [
          new x509.BasicConstraintsExtension(false, undefined, true),
          new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature | x509.KeyUsageFlags.keyEncipherment, true),
          new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth, x509.ExtendedKeyUsage.clientAuth]),
          new x509.SubjectAlternativeNameExtension(names.map((value) => ({type: 'dns', value}))),
        ],
      });
      return {certificate: `${certificate.toString('pem')}\n${kept.issuingCertificate}`, key: await writeKey(keys.privateKey), serial: serialNumber, notBeforeMs, notAfterMs};
    },
  };
}

async function found(nowMs: number): Promise<PublicCaState> {
  const root = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const issuing = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const notBefore = new Date(nowMs - 365 * dayMs);
  const notAfter = new Date(nowMs + 10 * 365 * dayMs);
  const usage = () => [new x509.BasicConstraintsExtension(true, undefined, true), new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign | x509.KeyUsageFlags.digitalSignature, true)];
  const rootName = 'CN=Rehearsal Root X1, O=Rehearsal Security Research';
  const rootCertificate = await x509.X509CertificateGenerator.createSelfSigned({serialNumber: '01', name: rootName, notBefore, notAfter, signingAlgorithm: algorithm, keys: root, extensions: usage()});
  const issuingCertificate = await x509.X509CertificateGenerator.create({
    serialNumber: '02', subject: 'CN=R3, O=Rehearsal Encrypt', issuer: rootName, notBefore, notAfter, signingAlgorithm: algorithm,
    publicKey: issuing.publicKey, signingKey: root.privateKey, extensions: usage(),
  });
  return {
    rootCertificate: `${rootCertificate.toString('pem')}\n`,
    rootKey: await writeKey(root.privateKey),
    issuingCertificate: `${issuingCertificate.toString('pem')}\n`,
    issuingKey: await writeKey(issuing.privateKey),
    serial: 4096,
  };
}

async function readKey(pem: string): Promise<webcrypto.CryptoKey> {
  return await webcrypto.subtle.importKey('pkcs8', x509.PemConverter.decode(pem)[0]!, algorithm, true, ['sign']);
}

async function writeKey(key: webcrypto.CryptoKey): Promise<string> {
  return `${x509.PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY')}\n`;
}
