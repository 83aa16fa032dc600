import type {Manifest} from '../../model/manifest.js';
import type {ReleaseSetting} from '../../model/release.js';
import {fieldsOf, itemsOf, valueAt} from './pod-facts.js';

/** A setting that shows in the rendered objects as a text. */
export interface TextTarget {
  readonly setting: ReleaseSetting;
  /** Objects that show it; their templates are the ones that may read it. */
  isShownBy(manifest: Manifest): boolean;
  /** Paths of values that may be it, whether or not such a template reads them by name. */
  readonly named?: RegExp;
  /** The texts in which it would show. */
  listTexts(manifest: Manifest): readonly unknown[];
}

/** A setting that shows in the rendered objects as something being there or not. */
export interface SwitchTarget {
  readonly setting: ReleaseSetting;
  readonly trial: boolean;
  readonly named?: RegExp;
  isShownBy(manifest: Manifest): boolean;
  hasSwitched(manifests: readonly Manifest[], before: readonly Manifest[]): boolean;
}

const isKind = (kind: string) => (manifest: Manifest) => manifest.kind === kind;
const isBalancer = (manifest: Manifest) =>
  manifest.kind === 'Service' && valueAt(manifest.object, 'spec.type') === 'LoadBalancer';
const isGateway = (manifest: Manifest) => manifest.kind === 'Deployment' && manifest.name === 'istio-ingressgateway';

export const TEXT_TARGETS: readonly TextTarget[] = [
  {
    setting: 'domain',
    isShownBy: isKind('Gateway'),
    listTexts: (gateway) =>
      itemsOf(valueAt(gateway.object, 'spec.servers')).flatMap((server) => itemsOf(fieldsOf(server).hosts)),
  },
  {
    setting: 'loadBalancerIp',
    isShownBy: isBalancer,
    listTexts: (service) => [valueAt(service.object, 'spec.loadBalancerIP')],
  },
  {
    setting: 'condaDisk',
    isShownBy: isKind('PersistentVolume'),
    listTexts: (volume) => [valueAt(volume.object, 'spec.gcePersistentDisk.pdName')],
  },
  {
    setting: 'dnsProject',
    isShownBy: isKind('ClusterIssuer'),
    listTexts: (issuer) =>
      itemsOf(valueAt(issuer.object, 'spec.acme.solvers')).map((solver) => valueAt(solver, 'dns01.cloudDNS.project')),
  },
  {
    setting: 'acmeEmail',
    isShownBy: isKind('ClusterIssuer'),
    listTexts: (issuer) => [valueAt(issuer.object, 'spec.acme.email')],
  },
  {
    setting: 'acmeServer',
    isShownBy: isKind('ClusterIssuer'),
    listTexts: (issuer) => [valueAt(issuer.object, 'spec.acme.server')],
  },
  {
    setting: 'namespacePrefix',
    named: /(^|\.)\w*[pP]refix$/,
    isShownBy: isKind('Namespace'),
    listTexts: (namespace) => [namespace.name.replace(/-.*$/, '')],
  },
];

export const SWITCH_TARGETS: readonly SwitchTarget[] = [
  {
    setting: 'loadBalancerIsInternal',
    trial: true,
    isShownBy: isBalancer,
    // https://cloud.google.com/kubernetes-engine/docs/how-to/internal-load-balancing
    hasSwitched: (manifests) =>
      manifests.filter(isBalancer).some((manifest) => {
        const annotations = fieldsOf(valueAt(manifest.object, 'metadata.annotations'));
        return Object.entries(annotations).some(
          ([key, value]) =>
            /^(networking\.gke\.io|cloud\.google\.com)\/load-balancer-type$/.test(key) && value === 'Internal',
        );
      }),
  },
  {
    setting: 'createsIssuer',
    trial: false,
    isShownBy: isKind('ClusterIssuer'),
    hasSwitched: (manifests, before) =>
      !manifests.some(isKind('ClusterIssuer')) && before.length - manifests.length <= 3,
  },
  {
    setting: 'createsIstio',
    trial: false,
    isShownBy: isGateway,
    hasSwitched: (manifests) => !manifests.some(isGateway),
  },
];
