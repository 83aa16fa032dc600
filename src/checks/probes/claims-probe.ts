import type {KubeObject} from '../../model/ports/kube.js';
import {listWarnings} from './list-warnings.js';
import {platformProbe} from './platform-probe.js';
import type {ClusterProbe} from './probe.js';

/** A claim that has no volume, or has lost it. */
export interface ClaimTrouble {
  readonly namespace: string;
  readonly name: string;
  readonly phase: string;
  readonly storageClass: string | null;
  /** Whether that class exists; null where none is named. */
  readonly isClassThere: boolean | null;
  /** Whether the class waits for the first pod that uses the claim. */
  readonly waitsForPod: boolean;
  readonly sinceMs?: number;
  /** The newest warnings of its provisioner. */
  readonly warnings: readonly string[];
}

/** A volume of the platform, by the disk behind it. */
export interface VolumeFact {
  readonly name: string;
  readonly phase: string;
  /** Name of the disk; null where it is none of Google's. */
  readonly disk: string | null;
  /** The claim that it is bound to, as `namespace/name`; null where it is free. */
  readonly claim: string | null;
  /** Zones that its own node affinity names; empty where any will do. */
  readonly zones: readonly string[];
}

/** A claim that somebody deleted, and that is kept for as long as a pod uses it. */
export interface EndingClaim {
  readonly namespace: string;
  readonly name: string;
  readonly sinceMs: number;
  /** What still keeps it. */
  readonly finalizers: readonly string[];
  /** Its volume, and what becomes of the disk once the claim is gone; null where it never had one. */
  readonly volume: {readonly name: string; readonly reclaimPolicy: string} | null;
}

export interface ClaimsFact {
  readonly bound: number;
  readonly troubles: readonly ClaimTrouble[];
  readonly ending: readonly EndingClaim[];
  readonly volumes: readonly VolumeFact[];
}

interface Claim {
  readonly spec?: {readonly storageClassName?: string; readonly volumeName?: string};
  readonly status?: {readonly phase?: string};
}

interface Volume {
  readonly spec?: {
    readonly persistentVolumeReclaimPolicy?: string;
    readonly csi?: {readonly volumeHandle?: string};
    readonly gcePersistentDisk?: {readonly pdName?: string};
    readonly claimRef?: {readonly namespace?: string; readonly name?: string};
    readonly nodeAffinity?: {
      readonly required?: {
        readonly nodeSelectorTerms?: ReadonlyArray<{
          readonly matchExpressions?: ReadonlyArray<{readonly key?: string; readonly values?: readonly string[]}>;
        }>;
      };
    };
  };
  readonly status?: {readonly phase?: string};
}

const zoneKey = /(^|\/)zone$/;

function toVolume(object: KubeObject): VolumeFact {
  const {spec = {}, status = {}} = object as unknown as Volume;
  const {csi, gcePersistentDisk, claimRef, nodeAffinity} = spec;
  const terms = nodeAffinity?.required?.nodeSelectorTerms ?? [];
  const zones = terms.flatMap(({matchExpressions = []}) =>
    matchExpressions.flatMap(({key = '', values = []}) => (zoneKey.test(key) ? values : [])),
  );
  return {
    name: object.metadata.name,
    phase: status.phase ?? 'Pending',
    disk: gcePersistentDisk?.pdName ?? /\/disks\/([^/]+)$/.exec(csi?.volumeHandle ?? '')?.[1] ?? null,
    claim: claimRef?.name === undefined ? null : `${claimRef.namespace ?? ''}/${claimRef.name}`,
    zones: [...new Set(zones)],
  };
}

function toEnding(claim: KubeObject, volumes: readonly KubeObject[]): EndingClaim | undefined {
  const {name, namespace = '', deletionTimestamp, finalizers = []} = claim.metadata;
  if (deletionTimestamp === undefined) return undefined;
  const {volumeName} = (claim as unknown as Claim).spec ?? {};
  const volume = volumes.find((other) => other.metadata.name === volumeName) as unknown as Volume | undefined;
  return {
    namespace,
    name,
    sinceMs: Date.parse(String(deletionTimestamp)),
    finalizers: finalizers as readonly string[],
    volume:
      volumeName === undefined
        ? null
        : {name: volumeName, reclaimPolicy: volume?.spec?.persistentVolumeReclaimPolicy ?? 'unknown'},
  };
}

/** Claims and volumes of the platform. Of claims that are bound, only how many there are. */
export const claimsProbe: ClusterProbe<ClaimsFact> = {
  id: 'claims',
  scope: 'cluster',
  async collect(inputs) {
    const {ports, cluster} = inputs;
    const target = await cluster();
    const [{namespaces}, claims, volumes, classes] = await Promise.all([
      platformProbe.collect(inputs),
      ports.kube.list(target, {apiVersion: 'v1', kind: 'PersistentVolumeClaim'}),
      ports.kube.list(target, {apiVersion: 'v1', kind: 'PersistentVolume'}),
      ports.kube.list(target, {apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass'}),
    ]);
    // `default` belongs to nobody: what waits there for a disk was put there for the platform or by mistake.
    const own = new Set([...namespaces, 'default']);
    const mine = claims.filter(({metadata}) => own.has(metadata.namespace ?? ''));
    const isBound = (claim: KubeObject) => (claim as unknown as Claim).status?.phase === 'Bound';
    const troubles = await Promise.all(
      mine
        .filter((claim) => !isBound(claim))
        .slice(0, 50)
        .map(async (claim): Promise<ClaimTrouble> => {
          const {spec = {}, status = {}} = claim as unknown as Claim;
          const {name, namespace = '', creationTimestamp} = claim.metadata;
          const storageClass = spec.storageClassName ?? null;
          const found = classes.find(({metadata}) => metadata.name === storageClass);
          const warnings = await listWarnings(ports, target, {kind: 'PersistentVolumeClaim', namespace, name});
          return {
            namespace,
            name,
            phase: status.phase ?? 'Pending',
            storageClass,
            isClassThere: storageClass === null || storageClass === '' ? null : found !== undefined,
            waitsForPod: found?.volumeBindingMode === 'WaitForFirstConsumer',
            ...(creationTimestamp === undefined ? {} : {sinceMs: Date.parse(creationTimestamp)}),
            warnings: warnings.map(({reason, message}) => `${reason}: ${message}`),
          };
        }),
    );
    return {
      bound: mine.filter(isBound).length,
      troubles,
      ending: mine.flatMap((claim) => toEnding(claim, volumes) ?? []),
      volumes: volumes
        .map(toVolume)
        .filter(({claim, disk}) => (claim === null ? disk !== null : own.has(claim.split('/')[0] ?? ''))),
    };
  },
};
