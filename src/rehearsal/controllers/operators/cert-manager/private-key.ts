import {generateKeyPair, type KeyObject} from 'node:crypto';

/** What a Certificate says of its key. */
export interface PrivateKeySpec {
  readonly algorithm?: 'RSA' | 'ECDSA' | 'Ed25519';
  readonly size?: number;
  readonly encoding?: 'PKCS1' | 'PKCS8';
}

/** A new private key in PEM, of the algorithm and encoding that a Certificate asks for. */
export function createPrivateKey({algorithm = 'RSA', size, encoding = 'PKCS1'}: PrivateKeySpec): Promise<string> {
  return new Promise((resolve, reject) => {
    const done = (error: Error | null, _public: KeyObject, key: KeyObject) =>
      error ? reject(error) : resolve(exportKey(key, algorithm, encoding));
    if (algorithm === 'Ed25519') generateKeyPair('ed25519', undefined, done);
    else if (algorithm === 'ECDSA') generateKeyPair('ec', {namedCurve: `P-${size ?? 256}`}, done);
    else generateKeyPair('rsa', {modulusLength: size ?? 2048}, done);
  });
}

function exportKey(key: KeyObject, algorithm: string, encoding: string): string {
  const type = encoding === 'PKCS8' || algorithm === 'Ed25519' ? 'pkcs8' : algorithm === 'ECDSA' ? 'sec1' : 'pkcs1';
  return key.export({type, format: 'pem'}).toString();
}
