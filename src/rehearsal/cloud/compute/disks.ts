import {regionOf} from '../catalogue/catalogue.js';
import type {Json} from '../json.js';
import {checkQuota} from './check-quota.js';
import {refuseInUse, refuseValue} from './compute-refusals.js';
import {formatLink, lastSegment} from './links.js';
import type {Placement, ResourceKind} from './resource-kind.js';

/** Smallest and largest size of a disk type in GB: https://cloud.google.com/compute/docs/disks */
export const diskTypes: Readonly<
  Record<
    string,
    {readonly minGb: number; readonly maxGb: number; readonly description: string; readonly isSince2024?: boolean}
  >
> = {
  'pd-standard': {minGb: 10, maxGb: 65536, description: 'Standard Persistent Disk'},
  'pd-balanced': {minGb: 10, maxGb: 65536, description: 'Balanced Persistent Disk'},
  'pd-ssd': {minGb: 10, maxGb: 65536, description: 'SSD Persistent Disk'},
  'pd-extreme': {minGb: 500, maxGb: 65536, description: 'Extreme Persistent Disk'},
  'hyperdisk-balanced': {minGb: 4, maxGb: 65536, description: 'Hyperdisk Balanced', isSince2024: true},
};

function checkSize(value: unknown, type: string): number {
  const sizeGb = Number(value);
  const {minGb: advertisedGb, maxGb} = diskTypes[type] ?? {minGb: 10, maxGb: 65536};
  // The pd-* types are advertised from 10 GB on and made from 1 GB on, which claims of 1Gi rely on.
  // https://github.com/kubernetes-sigs/gcp-compute-persistent-disk-csi-driver/pull/122
  const minGb = advertisedGb === 10 ? 1 : advertisedGb;
  if (!Number.isInteger(sizeGb) || sizeGb < minGb)
    throw refuseValue('resource.sizeGb', value, `Disk size cannot be smaller than ${minGb} GB for disk type ${type}.`);
  if (sizeGb > maxGb) throw refuseValue('resource.sizeGb', value, `Disk size cannot be larger than ${maxGb} GB.`);
  return sizeGb;
}

function checkDiskQuota(placement: Placement, type: string, sizeGb: number): void {
  const metric = type === 'pd-standard' ? 'DISKS_TOTAL_GB' : 'SSD_TOTAL_GB';
  checkQuota(placement.context, placement.project, regionOf(placement.place), metric, sizeGb);
}

export const diskKind: ResourceKind = {
  collection: 'disks',
  singular: 'disk',
  kind: 'compute#disk',
  scopes: ['zones'],
  insertMs: [2_000, 6_000],
  hasLabels: true,
  complete(placement, body) {
    const {context, project, scope} = placement;
    const type = lastSegment(String(body.type ?? 'pd-standard'));
    const known = diskTypes[type];
    if (!known || (known.isSince2024 && context.catalogue.name === '2023-12')) {
      throw refuseValue('resource.type', body.type, `The referenced disk type '${type}' does not exist in this zone.`);
    }
    const sizeGb = checkSize(body.sizeGb ?? (type === 'pd-standard' ? 500 : 100), type);
    checkDiskQuota(placement, type, sizeGb);
    return {
      sizeGb: String(sizeGb),
      status: 'CREATING',
      type: formatLink(`projects/${project}/${scope}/diskTypes/${type}`),
      physicalBlockSizeBytes: String(body.physicalBlockSizeBytes ?? '4096'),
    };
  },
  settled: {status: 'READY'},
  checkDelete({path}, disk) {
    const [user] = disk.users ?? [];
    if (user) throw refuseInUse('disk', path, String(user).replace(/^.*\/v1\//, ''));
    return [];
  },
};

/** The disk with another size; disks only grow. */
export function resizeDisk(placement: Placement, disk: Json, wanted: unknown): Json {
  const type = lastSegment(disk.type);
  const sizeGb = checkSize(wanted, type);
  const grownBy = sizeGb - Number(disk.sizeGb);
  if (grownBy <= 0)
    throw refuseValue(
      'sizeGb',
      wanted,
      `New disk size '${sizeGb}' must be larger than existing size '${disk.sizeGb}'.`,
    );
  checkDiskQuota(placement, type, grownBy);
  return {...disk, sizeGb: String(sizeGb)};
}
