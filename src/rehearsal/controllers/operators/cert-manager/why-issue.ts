import {X509Certificate} from 'node:crypto';
import {formatTime} from '../../core/conditions.js';
import type {KubeObject} from '../../core/kube-object.js';
import {namesOf} from './certificate-names.js';

/** Why a certificate has to be issued now, with cert-manager's reason and words; undefined where it does not. */
export function whyIssue(
  certificate: KubeObject,
  secret: KubeObject | undefined,
  nowMs: number,
): {readonly reason: string; readonly message: string} | undefined {
  const data: Record<string, string> = secret?.data ?? {};
  if (!secret) return {reason: 'DoesNotExist', message: 'Issuing certificate as Secret does not exist'};
  if (!data['tls.key'] || !data['tls.crt'])
    return {reason: 'MissingData', message: 'Issuing certificate as Secret does not contain any data'};
  const parsed = parseCertificate(data['tls.crt']);
  if (!parsed)
    return {reason: 'InvalidCertificate', message: 'Issuing certificate as Secret contains an invalid certificate'};
  const names = (parsed.subjectAltName ?? '')
    .split(', ')
    .map((name) => name.replace(/^DNS:/, ''))
    .sort()
    .join();
  if (
    names !==
    namesOf(certificate.spec as object)
      .sort()
      .join()
  )
    return {
      reason: 'SecretMismatch',
      message: 'Issuing certificate as Existing issued Secret is not up to date for spec: [spec.dnsNames]',
    };
  const issuer = secret.metadata.annotations?.['cert-manager.io/issuer-name'];
  if (issuer !== undefined && issuer !== certificate.spec.issuerRef.name)
    return {reason: 'IncorrectIssuer', message: `Issuing certificate as Secret was previously issued by ${issuer}`};
  const renewalMs = renewalOf(parsed, certificate);
  return nowMs >= renewalMs
    ? {reason: 'Renewing', message: `Renewing certificate as renewal was scheduled at ${formatTime(renewalMs)}`}
    : undefined;
}

/** A third of its life before the end, or as the Certificate says. */
export function renewalOf(parsed: X509Certificate, certificate: KubeObject): number {
  const [from, to] = [Date.parse(parsed.validFrom), Date.parse(parsed.validTo)];
  const hours = /^(\d+)h/.exec(certificate.spec.renewBefore ?? '')?.[1];
  return hours ? to - Number(hours) * 3_600_000 : from + ((to - from) * 2) / 3;
}

/** The first certificate of base64 PEM; undefined where it is none. */
export function parseCertificate(encoded: string): X509Certificate | undefined {
  try {
    return new X509Certificate(Buffer.from(encoded, 'base64'));
  } catch {
    return undefined;
  }
}
