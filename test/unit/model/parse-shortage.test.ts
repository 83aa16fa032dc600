import {describe, expect, it} from 'vitest';
import {parseShortage} from '../../../src/model/parse-shortage.js';
import {formatQuotaWish, selectQuotaWish} from '../../../src/model/quota-wish.js';

const stockout =
  "Google Compute Engine: Not all instances running in IGM after 35m4.0s. Expected 5, running 2, transitioning 3. Current errors: [GCE_STOCKOUT]: Instance 'gke-x' creation failed: The zone 'projects/p/zones/us-east4-b' does not have enough resources available to fulfill the request. '(resource type:compute)'.";
const refused =
  "Insufficient regional quota to satisfy request: resource \"NVIDIA_T4_GPUS\": request requires '8.0' and is short '4.0'. project has a quota of '16.0' with '4.0' available. View and manage quotas at https://console.cloud.google.com/iam-admin/quotas";
const late =
  "Google Compute Engine: Not all instances running in IGM after 35m4.0s. Expected 3, running 1, transitioning 2. Current errors: [GCE_QUOTA_EXCEEDED]: Instance 'gke-x' creation failed: Quota 'NVIDIA_T4_GPUS' exceeded.  Limit: 4.0 in region us-east4.";
const global =
  "[GCE_QUOTA_EXCEEDED]: Instance 'gke-x' creation failed: Quota 'GPUS_ALL_REGIONS' exceeded.  Limit: 0.0 globally.";

describe('parseShortage', () => {
  it('reads a stockout with what stands', () => {
    expect(parseShortage(stockout)).toEqual({kind: 'stockout', expected: 5, running: 2, zone: 'us-east4-b'});
  });

  it('reads a quota that was refused, and one that ran out later', () => {
    expect(parseShortage(refused)).toEqual({kind: 'quota', metric: 'NVIDIA_T4_GPUS', short: 4, limit: 16});
    expect(parseShortage(late)).toEqual({
      kind: 'quota',
      metric: 'NVIDIA_T4_GPUS',
      expected: 3,
      running: 1,
      limit: 4,
      region: 'us-east4',
    });
    expect(parseShortage(global)).toEqual({kind: 'quota', metric: 'GPUS_ALL_REGIONS', limit: 0});
  });

  it.each([
    'Required "container.clusters.update" permission(s) for "projects/p".',
    'Cluster is running incompatible operation operation-1.',
    'Node version "1.40" is unsupported.',
  ])('takes %s for something else', (message) => {
    expect(parseShortage(message)).toBeUndefined();
  });
});

describe('selectQuotaWish', () => {
  const asker = {machineType: 'n1-standard-8', accelerator: 'nvidia-tesla-t4', count: 2, region: 'us-east4'};
  const wishFor = (message: string, who = asker) => {
    const shortage = parseShortage(message);
    return shortage === undefined ? undefined : selectQuotaWish(shortage, who);
  };

  it('names metric, region, current and wanted', () => {
    const wish = wishFor(refused);
    expect(wish).toMatchObject({metric: 'NVIDIA_T4_GPUS', region: 'us-east4', current: 16, wanted: 20});
    expect(wish && formatQuotaWish(wish, 'acme').text).toBe(
      'Ask for more: metric NVIDIA_T4_GPUS, region us-east4, current limit 16, wanted 20.',
    );
  });

  it('counts what the missing nodes take where the message does not', () => {
    expect(wishFor(late)).toMatchObject({current: 4, wanted: 8});
    expect(wishFor(late.replace('NVIDIA_T4_GPUS', 'CPUS'))).toMatchObject({current: 4, wanted: 20});
  });

  it('asks for limits over all regions and for families by their own names', () => {
    expect(wishFor(global)).toMatchObject({region: 'global', key: {kind: 'global'}, wanted: 2});
    const h100 = {...asker, machineType: 'a3-highgpu-8g', accelerator: 'nvidia-h100-80gb', count: 8};
    expect(wishFor(refused.replace('NVIDIA_T4_GPUS', 'NVIDIA_H100'), h100)).toMatchObject({
      key: {kind: 'gpu-family', family: 'NVIDIA_H100'},
    });
    expect(
      wishFor(refused.replace('NVIDIA_T4_GPUS', 'CPUS_PER_VM_FAMILY'), {...h100, machineType: 'n4-standard-8'}),
    ).toMatchObject({
      key: {kind: 'vm-family', family: 'N4'},
    });
  });

  it('has nothing to ask for after a stockout', () => {
    expect(wishFor(stockout)).toBeUndefined();
  });
});
