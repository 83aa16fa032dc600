import type {KubeObject} from '../../core/kube-object.js';

/** All DNS names that a certificate is for; the common name is one of them. */
export function namesOf(spec: {commonName?: string; dnsNames?: string[]}): string[] {
  return [...new Set([...(spec.dnsNames ?? []), ...(spec.commonName ? [spec.commonName] : [])])];
}

/** The annotations of the secret that a certificate ends up in. */
export function secretAnnotations({metadata, spec}: KubeObject): Record<string, string> {
  return {
    'cert-manager.io/alt-names': namesOf(spec).join(','),
    'cert-manager.io/certificate-name': metadata.name,
    'cert-manager.io/common-name': spec.commonName ?? '',
    'cert-manager.io/ip-sans': (spec.ipAddresses ?? []).join(','),
    'cert-manager.io/issuer-group': spec.issuerRef.group ?? '',
    'cert-manager.io/issuer-kind': spec.issuerRef.kind ?? 'Issuer',
    'cert-manager.io/issuer-name': spec.issuerRef.name,
    'cert-manager.io/uri-sans': (spec.uris ?? []).join(','),
  };
}
