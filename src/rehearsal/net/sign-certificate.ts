import {createPrivateKey, createPublicKey, webcrypto} from 'node:crypto';
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';

/** A certificate to be made. */
export interface CertificateDraft {
  readonly serial: string;
  /** DNS names; the first that is short enough becomes the common name. */
  readonly names: readonly string[];
  readonly publicKey: webcrypto.CryptoKey;
  /** Who signs; without a certificate the draft signs for itself. */
  readonly issuer: {readonly certificate?: string; readonly key: string};
  readonly isAuthority: boolean;
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
}

/** Signs a certificate; PEM with a line's end. */
export async function signCertificate({
  serial,
  names,
  publicKey,
  issuer,
  isAuthority,
  notBeforeMs,
  notAfterMs,
}: CertificateDraft): Promise<string> {
  const subject = `CN=${names.find((name) => name.length <= 64) ?? names[0]}`;
  const {key, algorithm} = await readSigningKey(issuer.key);
  const {digitalSignature, keyEncipherment, keyCertSign} = x509.KeyUsageFlags;
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serial,
    subject,
    issuer: issuer.certificate ? new x509.X509Certificate(issuer.certificate).subject : subject,
    notBefore: new Date(notBeforeMs),
    notAfter: new Date(notAfterMs),
    signingAlgorithm: algorithm,
    publicKey,
    signingKey: key,
    extensions: [
      new x509.BasicConstraintsExtension(isAuthority, undefined, true),
      new x509.KeyUsagesExtension(
        isAuthority ? keyCertSign | digitalSignature : digitalSignature | keyEncipherment,
        true,
      ),
      ...(isAuthority
        ? []
        : [new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth, x509.ExtendedKeyUsage.clientAuth])]),
      new x509.SubjectAlternativeNameExtension(names.map((value) => ({type: 'dns', value}))),
    ],
  });
  return `${certificate.toString('pem')}\n`;
}

/** The names and the key of a PKCS #10 request in PEM. */
export function readRequest(csr: string): {readonly names: string[]; readonly publicKey: webcrypto.CryptoKey} {
  const request = new x509.Pkcs10CertificateRequest(csr);
  const extension = request.extensions.find((candidate) => candidate instanceof x509.SubjectAlternativeNameExtension);
  const names = (extension?.names.items ?? []).filter(({type}) => type === 'dns').map(({value}) => value);
  return {names, publicKey: request.publicKey as unknown as webcrypto.CryptoKey};
}

async function readSigningKey(pem: string) {
  const key = createPrivateKey(pem);
  const isRsa = key.asymmetricKeyType === 'rsa';
  const namedCurve = createPublicKey(key).asymmetricKeyDetails?.namedCurve === 'secp384r1' ? 'P-384' : 'P-256';
  const algorithm = isRsa ? {name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256'} : {name: 'ECDSA', namedCurve, hash: 'SHA-256'};
  return {
    algorithm,
    key: await webcrypto.subtle.importKey('pkcs8', key.export({type: 'pkcs8', format: 'der'}), algorithm, false, [
      'sign',
    ]),
  };
}
