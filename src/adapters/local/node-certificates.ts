import {createPrivateKey, X509Certificate} from 'node:crypto';
import {rootCertificates} from 'node:tls';
import type {CertificateState, Certificates, ChainState} from '../../model/ports/certificates.js';

const blocks = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

function selectNames(certificate: X509Certificate): readonly string[] {
  return (certificate.subjectAltName ?? '')
    .split(', ')
    .flatMap((entry) => (entry.startsWith('DNS:') ? [entry.slice(4).toLowerCase()] : []));
}

const isSignedBy = (certificate: X509Certificate, authority: X509Certificate) =>
  certificate.checkIssued(authority) && certificate.verify(authority.publicKey);

const oneLine = (name: string | undefined) => (name ?? '').split('\n').join(', ');

function selectState(certificate: X509Certificate, next: X509Certificate | undefined): CertificateState {
  return {
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    names: selectNames(certificate),
    validFromMs: Date.parse(certificate.validFrom),
    validToMs: Date.parse(certificate.validTo),
    isAuthority: certificate.ca,
    isSignedByNext: next === undefined ? undefined : isSignedBy(certificate, next),
  };
}

/** Where a chain ends, by the authorities that come with Node: https://nodejs.org/api/tls.html#tlsrootcertificates */
function selectEnd(last: X509Certificate): ChainState['end'] {
  const roots = rootCertificates.map((text) => new X509Certificate(text));
  if (roots.some((root) => root.fingerprint256 === last.fingerprint256 || isSignedBy(last, root))) return 'public';
  return isSignedBy(last, last) ? 'itself' : 'unknown';
}

function isKeyOf(certificate: X509Certificate, key: string | undefined): boolean | undefined {
  if (key === undefined) return undefined;
  try {
    return certificate.checkPrivateKey(createPrivateKey(key));
  } catch {
    return undefined;
  }
}

export function NodeCertificates(): Certificates {
  return {
    readChain(text, key) {
      try {
        const chain = (text.match(blocks) ?? []).map((block) => new X509Certificate(block));
        const [first] = chain;
        const last = chain.at(-1);
        if (first === undefined || last === undefined) return undefined;
        return {
          certificates: chain.map((certificate, index) => selectState(certificate, chain[index + 1])),
          end: selectEnd(last),
          isKeyOfFirst: isKeyOf(first, key),
        };
      } catch {
        return undefined;
      }
    },
  };
}
