import type {
  DiskConfig,
  ImagesConfig,
  InstallConfig,
  NodePoolConfig,
  SecretReference,
  TlsConfig,
} from '../model/install-config.js';
import {isZone} from '../model/location.js';
import {selectDiskZone} from './rules/select-disk-zone.js';
import type {InstallationDocument} from './schema/installation-schema.js';

const nodeTypeLabel = 'hyperplane.dev/nodeType';

/** Puts in what is derived from other fields. The document has passed the schema and every rule. */
export function createInstallConfig(document: InstallationDocument): InstallConfig {
  const {cluster, nodePools, gpuPools, disks, tls, git, sso, deployment, location} = document;
  const zone = isZone(location) ? undefined : selectDiskZone(document);
  return deepFreeze({
    ...document,
    cluster: {...cluster, systemPool: createPool(cluster.systemPool)},
    nodePools: nodePools.map(createPool),
    gpuPools: gpuPools.map((pool) => ({
      ...pool,
      zones: pool.zones ?? (isZone(location) ? [location] : []),
      nodes: pool.nodes ?? pool.autoscaling.min,
    })),
    disks: {
      conda: createDisk(disks.conda, `${deployment}-conda`, zone),
      ...(disks.llm === undefined ? {} : {llm: createDisk(disks.llm, `${deployment}-llm`, zone)}),
    },
    tls: createTls(tls),
    git: {...git, deployKey: git.deployKey as SecretReference},
    sso: {...sso, clientSecret: sso.clientSecret as SecretReference | undefined},
    images: document.images as ImagesConfig | undefined,
  });
}

function createPool(pool: InstallationDocument['nodePools'][number]): NodePoolConfig {
  return {...pool, labels: pool.labels ?? {[nodeTypeLabel]: pool.name}};
}

function createDisk(disk: InstallationDocument['disks']['conda'], name: string, zone: string | undefined): DiskConfig {
  return {...disk, name: disk.name ?? name, zone: disk.zone ?? zone};
}

function createTls({mode, email, certificate, key}: InstallationDocument['tls']): TlsConfig {
  return mode === 'own'
    ? {mode, certificate: certificate as SecretReference, key: key as SecretReference}
    : {mode, email: email ?? ''};
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) deepFreeze(inner);
    Object.freeze(value);
  }
  return value;
}
