import type {InformerSet} from '../../core/informer-set.js';
import type {KubeObject} from '../../core/kube-object.js';
import {kubeResources} from '../../core/kube-resource.js';

/** A reference to an issuer, as certificates, requests, orders and challenges carry it. */
export interface IssuerReference {
  readonly name: string;
  readonly kind?: string;
  readonly group?: string;
}

/** The issuer that is meant; undefined where there is none. */
export function findIssuer(
  informers: InformerSet,
  reference: IssuerReference,
  namespace: string,
): KubeObject | undefined {
  return reference.kind === 'ClusterIssuer'
    ? informers.of(kubeResources.clusterIssuers).get(undefined, reference.name)
    : informers.of(kubeResources.issuers).get(namespace, reference.name);
}

/** Where an issuer's secrets lie: with it, or with cert-manager itself for a ClusterIssuer. */
export function secretNamespaceOf(issuer: KubeObject, operatorNamespace: string): string {
  return issuer.metadata.namespace ?? operatorNamespace;
}

/** `clusterissuer.cert-manager.io "x" not found`, as the API's own client says it. */
export function describeMissing({name, kind = 'Issuer'}: IssuerReference): string {
  return `Referenced "${kind}" not found: ${kind.toLowerCase()}.cert-manager.io "${name}" not found`;
}
