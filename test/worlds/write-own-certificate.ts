import {webcrypto} from 'node:crypto';
import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import 'reflect-metadata';
import {
  BasicConstraintsExtension,
  cryptoProvider,
  PemConverter,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';

/** A certificate of an authority that the machine does not know, as a company’s own is; in files that a configuration names. */
export async function writeOwnCertificate(directory: string): Promise<void> {
  cryptoProvider.set(webcrypto as never);
  const algorithm = {name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256'};
  const createKeys = () =>
    webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']) as Promise<webcrypto.CryptoKeyPair>;
  const [authority, keys] = [await createKeys(), await createKeys()];
  const between = {notBefore: new Date('2023-06-01'), notAfter: new Date('2033-06-01'), signingAlgorithm: algorithm};
  const signing = {...between, issuer: 'CN=Corporate Root', signingKey: authority.privateKey as never};
  const root = await X509CertificateGenerator.create({
    ...signing,
    subject: 'CN=Corporate Root',
    publicKey: authority.publicKey as never,
    extensions: [new BasicConstraintsExtension(true, undefined, true)],
  });
  const leaf = await X509CertificateGenerator.create({
    ...signing,
    subject: 'CN=platform.rehearsal.example',
    publicKey: keys.publicKey as never,
    extensions: [
      new SubjectAlternativeNameExtension([
        {type: 'dns', value: 'platform.rehearsal.example'},
        {type: 'dns', value: '*.platform.rehearsal.example'},
      ]),
    ],
  });
  mkdirSync(directory, {recursive: true});
  writeFileSync(join(directory, 'chain.pem'), `${leaf.toString('pem')}\n${root.toString('pem')}\n`);
  const pkcs8 = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  writeFileSync(join(directory, 'key.pem'), `${PemConverter.encode(pkcs8, 'PRIVATE KEY')}\n`, {mode: 0o600});
}
