import {createPrivateKey, createPublicKey, webcrypto} from 'node:crypto';
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';

/** A PKCS #10 request in PEM for names, signed with a private key in any PEM form. */
export async function createSigningRequest(
  keyPem: string,
  names: readonly string[],
  commonName?: string,
): Promise<string> {
  const key = createPrivateKey(keyPem);
  const curve = key.asymmetricKeyDetails?.namedCurve === 'secp384r1' ? 'P-384' : 'P-256';
  const algorithm =
    key.asymmetricKeyType === 'rsa'
      ? {name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256'}
      : key.asymmetricKeyType === 'ec'
        ? {name: 'ECDSA', namedCurve: curve, hash: 'SHA-256'}
        : {name: 'Ed25519'};
  const privateKey = await webcrypto.subtle.importKey(
    'pkcs8',
    key.export({type: 'pkcs8', format: 'der'}),
    algorithm,
    true,
    ['sign'],
  );
  const publicKey = await webcrypto.subtle.importKey(
    'spki',
    createPublicKey(key).export({type: 'spki', format: 'der'}),
    algorithm,
    true,
    ['verify'],
  );
  const request = await x509.Pkcs10CertificateRequestGenerator.create({
    ...(commonName ? {name: `CN=${commonName}`} : {}),
    keys: {privateKey, publicKey},
    signingAlgorithm: algorithm,
    extensions: [new x509.SubjectAlternativeNameExtension(names.map((value) => ({type: 'dns', value})))],
  });
  return `${request.toString('pem')}\n`;
}
