import type {KubeObject} from '../core/kube-object.js';

/** A persistent disk of Google's. */
export interface DiskReference {
  readonly project: string;
  readonly zone: string;
  readonly name: string;
}

/** The disk behind a PersistentVolume, for the CSI driver's handles and for the older in-tree source; undefined for others. */
export function findDiskOf(volume: KubeObject, project: string, location: string): DiskReference | undefined {
  const {csi, gcePersistentDisk} = volume.spec;
  if (csi?.driver === 'pd.csi.storage.gke.io') {
    const [, diskProject = project, zone = location, name = ''] =
      /^projects\/([^/]+)\/(?:zones|regions)\/([^/]+)\/disks\/(.+)$/.exec(csi.volumeHandle) ?? [];
    return {
      project: diskProject === 'UNSPECIFIED' ? project : diskProject,
      zone: zone === 'UNSPECIFIED' ? location : zone,
      name: name || csi.volumeHandle,
    };
  }
  if (gcePersistentDisk) return {project, zone: zoneOf(volume) ?? location, name: gcePersistentDisk.pdName};
  return undefined;
}

/** The zone that a volume's node affinity or labels bind it to. */
export function zoneOf(volume: KubeObject): string | undefined {
  const terms = volume.spec.nodeAffinity?.required?.nodeSelectorTerms ?? [];
  for (const {matchExpressions = []} of terms) {
    for (const {key, values = []} of matchExpressions) if (/topology.*\/zone$/.test(key)) return values[0];
  }
  return volume.metadata.labels?.['topology.kubernetes.io/zone'];
}
