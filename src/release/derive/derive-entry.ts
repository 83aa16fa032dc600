import type {Manifest} from '../../model/manifest.js';
import type {ReleaseCertificate, ReleaseIngress, SolverSecret} from '../../model/release.js';
import {fieldsOf, itemsOf, valueAt} from './pod-facts.js';

type IsPrefixed = (name: string) => boolean;

/** The LoadBalancer Service through which users come in. */
export function deriveIngress(
  manifests: readonly Manifest[],
  isPrefixed: IsPrefixed,
): {readonly ingress: ReleaseIngress; readonly notes: readonly string[]} {
  const balancers = manifests.filter(
    (manifest) => manifest.kind === 'Service' && valueAt(manifest.object, 'spec.type') === 'LoadBalancer',
  );
  const found = balancers.find((manifest) => manifest.name.includes('ingressgateway')) ?? balancers[0];
  if (!found) {
    return {
      ingress: {namespace: 'istio-system', isPrefixed: false, service: 'istio-ingressgateway', ports: [15021, 80, 443]},
      notes: ['No Service of type LoadBalancer: istio-system/istio-ingressgateway is taken to be the way in.'],
    };
  }
  const namespace = found.namespace ?? 'default';
  const ports = itemsOf(valueAt(found.object, 'spec.ports')).map((port) => Number(fieldsOf(port).port));
  return {
    ingress: {namespace, isPrefixed: isPrefixed(namespace), service: found.name, ports},
    notes:
      balancers.length > 1
        ? [
            `Of ${balancers.length} Services of type LoadBalancer, ${namespace}/${found.name} is taken to be the way in.`,
          ]
        : [],
  };
}

/** The certificates that the release asks for. */
export function deriveCertificates(manifests: readonly Manifest[], isPrefixed: IsPrefixed): ReleaseCertificate[] {
  return manifests
    .filter((manifest) => manifest.kind === 'Certificate' && manifest.apiVersion.startsWith('cert-manager.io/'))
    .map((manifest) => {
      const namespace = manifest.namespace ?? 'default';
      return {
        namespace,
        isPrefixed: isPrefixed(namespace),
        name: manifest.name,
        secretName: String(valueAt(manifest.object, 'spec.secretName') ?? manifest.name),
      };
    });
}

/**
 * The Secret that a ClusterIssuer's DNS solver refers to and that nothing makes. cert-manager looks for it in its
 * own namespace: https://cert-manager.io/docs/configuration/#cluster-resource-namespace
 */
export function deriveSolverSecret(manifests: readonly Manifest[], isPrefixed: IsPrefixed): SolverSecret | undefined {
  const issuer = manifests.find((manifest) => manifest.kind === 'ClusterIssuer');
  const reference = itemsOf(valueAt(issuer?.object, 'spec.acme.solvers'))
    .map((solver) => fieldsOf(valueAt(solver, 'dns01.cloudDNS.serviceAccountSecretRef')))
    .find((candidate) => typeof candidate.name === 'string');
  if (!reference) return undefined;
  const controller = manifests.find((manifest) => manifest.kind === 'Deployment' && manifest.name === 'cert-manager');
  const namespace = controller?.namespace ?? 'cert-manager';
  const isMade = manifests.some(
    (manifest) => manifest.kind === 'Secret' && manifest.name === reference.name && manifest.namespace === namespace,
  );
  if (isMade) return undefined;
  return {
    namespace,
    isPrefixed: isPrefixed(namespace),
    name: String(reference.name),
    key: String(reference.key ?? 'key.json'),
  };
}
