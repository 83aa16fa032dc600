import {webcrypto} from 'node:crypto';
import {beforeAll, expect, it} from 'vitest';
import {NodeCertificates} from '../../../../src/adapters/local/node-certificates.js';
import {signCertificate} from '../../../../src/rehearsal/net/sign-certificate.js';

const dayMs = 86_400_000;
const notBeforeMs = Date.UTC(2026, 0, 1);
const {readChain} = NodeCertificates();

async function createPair() {
  const pair = await webcrypto.subtle.generateKey({name: 'ECDSA', namedCurve: 'P-256'}, true, ['sign', 'verify']);
  const bytes = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', pair.privateKey));
  const body = (bytes.toString('base64').match(/.{1,64}/g) ?? []).join('\n');
  return {publicKey: pair.publicKey, key: `-----BEGIN PRIVATE KEY-----\n${body}\n-----END PRIVATE KEY-----\n`};
}

let authority: string;
let leaf: string;
let leafKey: string;
let otherKey: string;

beforeAll(async () => {
  const [root, own, other] = await Promise.all([createPair(), createPair(), createPair()]);
  const dates = {notBeforeMs, notAfterMs: notBeforeMs + 90 * dayMs};
  authority = await signCertificate({
    ...dates,
    serial: '01',
    names: ['ca.acme.example'],
    publicKey: root.publicKey,
    issuer: {key: root.key},
    isAuthority: true,
  });
  leaf = await signCertificate({
    ...dates,
    serial: '02',
    names: ['acme.example', '*.acme.example'],
    publicKey: own.publicKey,
    issuer: {certificate: authority, key: root.key},
    isAuthority: false,
  });
  [leafKey, otherKey] = [own.key, other.key];
});

it('reads a chain with its names, dates and signatures', () => {
  expect(readChain(`${leaf}${authority}`, leafKey)).toEqual({
    certificates: [
      {
        subject: 'CN=acme.example',
        issuer: 'CN=ca.acme.example',
        names: ['acme.example', '*.acme.example'],
        validFromMs: notBeforeMs,
        validToMs: notBeforeMs + 90 * dayMs,
        isAuthority: false,
        isSignedByNext: true,
      },
      expect.objectContaining({subject: 'CN=ca.acme.example', isAuthority: true, isSignedByNext: undefined}),
    ],
    end: 'itself',
    isKeyOfFirst: true,
  });
});

it('sees what is missing or in the wrong order', () => {
  expect(readChain(leaf, leafKey)?.end).toBe('unknown');
  expect(readChain(`${authority}${leaf}`, leafKey)?.certificates[0]?.isSignedByNext).toBe(false);
});

it('tells another key from one that cannot be read', () => {
  expect(readChain(leaf, otherKey)?.isKeyOfFirst).toBe(false);
  expect(readChain(leaf, 'no key')?.isKeyOfFirst).toBeUndefined();
  expect(readChain(leaf, undefined)?.isKeyOfFirst).toBeUndefined();
});

it.each(['', 'no certificate', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'])(
  'reads nothing of %j',
  (text) => {
    expect(readChain(text, undefined)).toBeUndefined();
  },
);
