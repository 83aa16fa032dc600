import type {Refusal} from '../../seams/cloud-side.js';
import {regionOf} from '../catalogue/catalogue.js';
import type {CloudContext} from '../cloud-context.js';
import {findLimit} from '../compute/check-quota.js';
import {countUsage, listResources} from '../compute/count-usage.js';
import {diskKind} from '../compute/disks.js';
import {formatLink, lastSegment} from '../compute/links.js';
import {createResource} from '../compute/resource-methods.js';
import {groupPrefix} from '../container/apply-pool-size.js';
import {findClusterById} from '../container/cluster-state.js';

function diskPath(context: CloudContext, uid: string, zone: string, name: string): string {
  return `projects/${findClusterById(context, uid)?.projectId}/zones/${zone}/disks/${name}`;
}

export function findClusterDisk(
  context: CloudContext,
  uid: string,
  zone: string,
  name: string,
): {readonly sizeGb: number; readonly type: string} | undefined {
  const disk = context.state.compute[diskPath(context, uid, zone, name)];
  return disk && {sizeGb: Number(disk.sizeGb), type: lastSegment(disk.type)};
}

/** Provisions a disk for a volume claim; refused where the quota of its type is used up. */
export function createClusterDisk(
  context: CloudContext,
  uid: string,
  disk: {readonly zone: string; readonly name: string; readonly sizeGb: number; readonly type: string},
): Refusal | undefined {
  const project = findClusterById(context, uid)?.projectId ?? '';
  const metric = disk.type === 'pd-standard' ? 'DISKS_TOTAL_GB' : 'SSD_TOTAL_GB';
  const region = regionOf(disk.zone);
  const limit = findLimit(context, project, region, metric);
  if (countUsage(context, project, region, metric) + disk.sizeGb > limit) {
    return {
      refused: `rpc error: code = ResourceExhausted desc = CreateVolume failed: failed to create single zonal disk ${disk.name}: googleapi: Error 403: Quota '${metric}' exceeded.  Limit: ${limit.toFixed(1)} in region ${region}., quotaExceeded`,
    };
  }
  const path = diskPath(context, uid, disk.zone, disk.name);
  const placement = {context, project, scope: `zones/${disk.zone}`, place: disk.zone, path};
  const body = {
    name: disk.name,
    sizeGb: String(disk.sizeGb),
    type: disk.type,
    description: 'Disk created by GCE-PD CSI Driver',
  };
  context.state.compute[path] = {...createResource(placement, diskKind, body), status: 'READY'};
  return undefined;
}

export function deleteClusterDisk(context: CloudContext, uid: string, zone: string, name: string): void {
  delete context.state.compute[diskPath(context, uid, zone, name)];
}

/** Writes into disks which of the cluster's nodes use them, and takes out those that no longer do. */
export function setClusterAttachments(
  context: CloudContext,
  uid: string,
  attachments: ReadonlyArray<{readonly zone: string; readonly disk: string; readonly node: string}>,
): void {
  const cluster = findClusterById(context, uid);
  if (!cluster) return;
  const ownNode = new RegExp(`/instances/${groupPrefix(cluster)}`);
  for (const [path, disk] of listResources(context, cluster.projectId, 'disks')) {
    const own = attachments
      .filter(({zone, disk: name}) => path === `projects/${cluster.projectId}/zones/${zone}/disks/${name}`)
      .map(({zone, node}) => formatLink(`projects/${cluster.projectId}/zones/${zone}/instances/${node}`));
    const others = (disk.users ?? []).filter((user: string) => !ownNode.test(user));
    const users = [...new Set([...others, ...own])];
    if (users.length > 0) disk.users = users;
    else delete disk.users;
  }
}
