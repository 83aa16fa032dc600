import type {CertificateLink, ClusterFault, WorkloadBehaviours} from './workload-behaviours.js';

/** The faults of a kind that are in force now. */
export function selectClusterFaults<K extends ClusterFault['kind']>(
  behaviours: WorkloadBehaviours,
  kind: K,
): ReadonlyArray<Extract<ClusterFault, {kind: K}>> {
  const faults = behaviours.clusterFaults?.() ?? [];
  return faults.filter((fault): fault is Extract<ClusterFault, {kind: K}> => fault.kind === kind);
}

/** What the world says where the certificate chain is broken at a link; undefined where it is whole. */
export function findBrokenLink(behaviours: WorkloadBehaviours, link: CertificateLink): string | undefined {
  return selectClusterFaults(behaviours, 'certificate').find((fault) => fault.link === link)?.message;
}
