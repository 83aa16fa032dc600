import type {ClusterView} from '../cluster-view.js';
import type {AdmissionRequest, AdmissionVerdict} from './webhook-handlers.js';

/** What cert-manager's webhook says to its own kinds. */
export function reviewCertManager(
  _view: ClusterView,
  path: string,
  {kind, object, operation}: AdmissionRequest,
): AdmissionVerdict {
  if (path.includes('mutate') || operation === 'DELETE' || !object) return {allowed: true};
  const problems =
    kind.kind === 'Certificate'
      ? checkCertificate(object.spec ?? {})
      : kind.kind.endsWith('Issuer')
        ? checkIssuer(object.spec ?? {})
        : [];
  if (problems.length === 0) return {allowed: true};
  return {
    allowed: false,
    status: {
      message: problems.length === 1 ? problems[0]! : `[${problems.join(', ')}]`,
      code: 403,
      reason: 'Forbidden',
    },
  };
}

function checkCertificate(spec: Record<string, unknown>): string[] {
  const problems: string[] = [];
  const issuer = (spec.issuerRef ?? {}) as {name?: string; kind?: string; group?: string};
  if (!spec.secretName) problems.push('spec.secretName: Required value: must be specified');
  if (!issuer.name) problems.push('spec.issuerRef.name: Required value: must be specified');
  if (!issuer.group?.includes('.') || issuer.group === 'cert-manager.io') {
    if (issuer.kind && issuer.kind !== 'Issuer' && issuer.kind !== 'ClusterIssuer')
      problems.push(`spec.issuerRef.kind: Invalid value: "${issuer.kind}": must be one of Issuer or ClusterIssuer`);
  }
  const names = ['commonName', 'literalSubject', 'dnsNames', 'uris', 'emailAddresses', 'ipAddresses', 'otherNames'];
  if (!names.some((name) => (spec[name] as {length?: number} | undefined)?.length)) {
    problems.push(
      'spec: Invalid value: "": at least one of commonName (from the commonName field or from a literalSubject), dnsNames, uriSANs, ipAddresses, emailSANs or otherNames must be set',
    );
  }
  const commonName = String(spec.commonName ?? '');
  if (commonName.length > 64) problems.push(`spec.commonName: Too long: must have at most 64 bytes`);
  return problems;
}

function checkIssuer(spec: Record<string, unknown>): string[] {
  const kinds = ['acme', 'ca', 'vault', 'selfSigned', 'venafi'].filter((name) => spec[name] !== undefined);
  if (kinds.length === 0) return ['spec: Required value: at least one issuer must be configured'];
  if (kinds.length > 1) return [`spec.${kinds[1]}: Forbidden: may not specify more than one issuer type`];
  const acme = spec.acme as {privateKeySecretRef?: {name?: string}; server?: string} | undefined;
  if (!acme) return [];
  return [
    ...(acme.privateKeySecretRef?.name
      ? []
      : ['spec.acme.privateKeySecretRef.name: Required value: private key secret name is a required field']),
    ...(acme.server ? [] : ['spec.acme.server: Required value: acme server URL is a required field']),
  ];
}
