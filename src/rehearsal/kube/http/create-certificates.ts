import {createHash, generateKeyPairSync, type KeyObject, sign} from 'node:crypto';
import type {ServerKeys} from '../server/api-server-state.js';
import {
  encodeBits,
  encodeBoolean,
  encodeInteger,
  encodeOctets,
  encodeOid,
  encodeSequence,
  encodeSet,
  encodeTagged,
  encodeTime,
  encodeUtf8,
} from './der.js';

/**
 * How long certificates hold: by the virtual clock as by that of the machine, which is what real clients look at.
 */
const validity = {fromMs: Date.UTC(2020, 0, 1), toMs: Date.UTC(2049, 11, 31)};

/** https://www.rfc-editor.org/rfc/rfc5280 and https://www.rfc-editor.org/rfc/rfc5758 */
const oids = {
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  commonName: '2.5.4.3',
  basicConstraints: '2.5.29.19',
  keyUsage: '2.5.29.15',
  alternativeName: '2.5.29.17',
  extendedKeyUsage: '2.5.29.37',
  serverAuth: '1.3.6.1.5.5.7.3.1',
  subjectKeyId: '2.5.29.14',
  authorityKeyId: '2.5.29.35',
};

const algorithm = encodeSequence(encodeOid(oids.ecdsaWithSha256));
const encodeName = (commonName: string) =>
  encodeSequence(encodeSet(encodeSequence(encodeOid(oids.commonName), encodeUtf8(commonName))));
const encodeExtension = (oid: string, value: Buffer, isCritical = false) =>
  encodeSequence(encodeOid(oid), ...(isCritical ? [encodeBoolean(true)] : []), encodeOctets(value));

const toPem = (der: Buffer) =>
  `-----BEGIN CERTIFICATE-----\n${der
    .toString('base64')
    .match(/.{1,64}/g)!
    .join('\n')}\n-----END CERTIFICATE-----\n`;

interface CertificateRequest {
  readonly serial: number;
  readonly subject: string;
  readonly publicKey: KeyObject;
  readonly issuerKey: KeyObject;
  readonly extensions: readonly Buffer[];
}

function createCertificate({serial, subject, publicKey, issuerKey, extensions}: CertificateRequest): string {
  const body = encodeSequence(
    encodeTagged(0xa0, encodeInteger(Buffer.from([2]))),
    encodeInteger(Buffer.from([serial])),
    algorithm,
    encodeName('kubernetes'),
    encodeSequence(encodeTime(validity.fromMs), encodeTime(validity.toMs)),
    encodeName(subject),
    publicKey.export({type: 'spki', format: 'der'}),
    encodeTagged(0xa3, encodeSequence(...extensions)),
  );
  return toPem(encodeSequence(body, algorithm, encodeBits(sign('SHA256', body, issuerKey))));
}

const createKeys = () => generateKeyPairSync('ec', {namedCurve: 'P-256'});
const exportKey = (key: KeyObject) => key.export({type: 'pkcs8', format: 'pem'}).toString();
const identify = (key: KeyObject) =>
  createHash('sha1')
    .update(key.export({type: 'spki', format: 'der'}))
    .digest();

/** The names a client may know the server by. */
const serverNames = [
  'localhost',
  'kubernetes',
  'kubernetes.default',
  'kubernetes.default.svc',
  'kubernetes.default.svc.cluster.local',
];

/**
 * Makes a cluster's authority, the server's certificate for loopback, and the key of its service account tokens.
 */
export function createServerKeys(): ServerKeys {
  const authority = createKeys();
  const server = createKeys();
  const authorityId = identify(authority.publicKey);
  const common = {issuerKey: authority.privateKey};
  const caCertificate = createCertificate({
    ...common,
    serial: 1,
    subject: 'kubernetes',
    publicKey: authority.publicKey,
    extensions: [
      encodeExtension(oids.basicConstraints, encodeSequence(encodeBoolean(true)), true),
      encodeExtension(oids.keyUsage, encodeBits(Buffer.from([0x84]), 2), true),
      encodeExtension(oids.subjectKeyId, encodeOctets(authorityId)),
    ],
  });
  const names = [
    ...serverNames.map((name) => encodeTagged(0x82, Buffer.from(name))),
    encodeTagged(0x87, Buffer.from([127, 0, 0, 1])),
  ];
  const certificate = createCertificate({
    ...common,
    serial: 2,
    subject: 'kube-apiserver',
    publicKey: server.publicKey,
    extensions: [
      encodeExtension(oids.alternativeName, encodeSequence(...names)),
      encodeExtension(oids.extendedKeyUsage, encodeSequence(encodeOid(oids.serverAuth))),
      encodeExtension(oids.authorityKeyId, encodeSequence(encodeTagged(0x80, authorityId))),
    ],
  });
  const tokenKey = exportKey(generateKeyPairSync('rsa', {modulusLength: 2048}).privateKey);
  return {
    caCertificate,
    caKey: exportKey(authority.privateKey),
    certificate,
    key: exportKey(server.privateKey),
    tokenKey,
  };
}
