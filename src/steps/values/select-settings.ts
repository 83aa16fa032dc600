import type {Deferred} from '../../model/deferred.js';
import {selectZone} from '../../model/location.js';
import type {ReleaseSettings} from '../../model/release.js';
import type {Inputs} from '../../model/step.js';
import {selectDnsProject} from '../iam/accounts.js';
import {dnsSolverKeyPath} from './staged-release.js';

/** The storage class that GKE has under this name, and that the runbook's three seds put in. */
const storageClass = 'standard';

/** What a deployment sets in its release, without secrets and without what is still to come. */
export function selectPlainSettings({config, release}: Pick<Inputs, 'config' | 'release'>): ReleaseSettings {
  const isIssued = config.tls.mode === 'lets-encrypt';
  const keyPath = (purpose: string) => release.keys.find((key) => key.purpose === purpose)?.path;
  const optional: Record<string, string | number | boolean | undefined> = {
    gitPrivateKey: keyPath('git'),
    sshPortalPrivateKey: keyPath('sshportal'),
    gitRepository: config.git.repository,
    imageRegistry: config.release.imageRegistry,
    acmeEmail: config.tls.mode === 'lets-encrypt' ? config.tls.email : undefined,
    dnsServiceAccountKey: isIssued ? dnsSolverKeyPath : undefined,
  };
  return {
    deploymentName: config.deployment,
    domain: config.domain.fqdn,
    namespacePrefix: config.namespaces.prefix,
    cloudProvider: 'GCP',
    projectId: config.project.id,
    zone: selectZone(config, config.disks.conda.zone),
    bucketName: config.bucket.name,
    bucketType: 'GCP',
    storageClass,
    condaDisk: config.disks.conda.name,
    dnsProject: selectDnsProject(config),
    loadBalancerIsInternal: config.domain.exposure === 'internal',
    createsIssuer: isIssued,
    createsIstio: config.istio === 'own',
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
  };
}

/** Labels of the pools, the core ones first: what a release's pods may be sent to. */
export function selectPoolLabels({config}: Pick<Inputs, 'config'>): ReadonlyArray<Readonly<Record<string, string>>> {
  return [...config.nodePools, config.cluster.systemPool].map(({labels}) => labels);
}

/** The address that the ingress gets, once it is reserved; undefined where a mesh that stands already has its own. */
export function selectIngressAddress({config, output}: Inputs): Deferred<string> | undefined {
  return config.istio === 'own' ? output('network/reserve-address', 'address') : undefined;
}
