import {describe, expect, it} from 'vitest';
import {formatQuotaKey, formatQuotaRequest, selectCpuQuota, selectGpuQuota} from '../../../src/model/quota-key.js';
import {judgeQuotaNeed, type Standing, selectQuotaNeeds} from '../../../src/model/quota-need.js';
import {createConfig} from '../checks/check-deployment.js';

const pool = (traits: object) => ({
  name: 'pool',
  machineType: 'n2-standard-16',
  nodes: 2,
  diskSizeGb: 100,
  labels: {},
  ...traits,
});
const gpuPool = (traits: object) => ({
  name: 'gpus',
  accelerator: 'nvidia-tesla-t4',
  count: 2,
  machineType: 'n1-standard-8',
  zones: [],
  nodes: 0,
  autoscaling: {min: 0, max: 3},
  spot: false,
  diskSizeGb: 200,
  ...traits,
});
const cpus = {'n2-standard-16': 16, 'n1-standard-8': 8, 'n4-standard-16': 16, 'a3-highgpu-8g': 208, 'e2-standard-4': 4};
const nothing: Standing = {nodes: {}, resources: [], unseen: [], hasCluster: false};
const systemPool = pool({name: 'system', machineType: 'e2-standard-4', nodes: 1});
const plan = (change: object, {cluster = {}, standing = nothing}: {cluster?: object; standing?: Standing} = {}) => {
  const config = createConfig((whole) => ({
    location: 'us-east4-a',
    nodePools: [],
    gpuPools: [],
    disks: {conda: {name: 'conda', sizeGb: 50, type: 'pd-ssd'}},
    ...change,
    cluster: {...whole.cluster, mode: 'create', systemPool, ...cluster},
  }));
  const {needs} = selectQuotaNeeds(config, cpus, standing);
  return new Map(needs.map(({key, start, most, surge, held}) => [formatQuotaKey(key), [start, most, surge, held]]));
};

describe('selectQuotaNeeds', () => {
  it('adds up nodes at the start and at the most, one more for the upgrade, and what stands beside them', () => {
    const needs = plan({nodePools: [pool({autoscaling: {min: 1, max: 5}})]});
    expect(Object.fromEntries(needs)).toEqual({
      CPUS: [4, 4, 4, 0],
      N2_CPUS: [32, 80, 16, 0],
      CPUS_ALL_REGIONS: [36, 84, 16, 0],
      INSTANCES: [3, 6, 1, 0],
      SSD_TOTAL_GB: [350, 650, 100, 0],
      IN_USE_ADDRESSES: [4, 7, 1, 0],
      STATIC_ADDRESSES: [1, 1, 0, 0],
      FIREWALLS: [7, 7, 0, 0],
    });
  });

  it('counts every node three times in a region, and GPU pools once for each zone they name', () => {
    const gpuPools = [gpuPool({zones: ['us-east4-a', 'us-east4-b']})];
    const needs = plan({location: 'us-east4', nodePools: [pool({})], gpuPools});
    expect(needs.get('N2_CPUS')).toEqual([96, 96, 16, 0]);
    expect(needs.get('NVIDIA_T4_GPUS')).toEqual([0, 12, 2, 0]);
    expect(needs.get('GPUS_ALL_REGIONS')).toEqual([0, 12, 2, 0]);
  });

  it('counts spot machines apart, and not over all regions', () => {
    const needs = plan({gpuPools: [gpuPool({spot: true})]});
    expect(needs.get('PREEMPTIBLE_NVIDIA_T4_GPUS')).toEqual([0, 6, 2, 0]);
    expect(needs.get('PREEMPTIBLE_CPUS')).toEqual([0, 24, 8, 0]);
    expect([...needs.keys()].filter((key) => /^(NVIDIA|GPUS)_/.test(key))).toEqual([]);
  });

  it('takes families for the newer series and GPUs', () => {
    const needs = plan({
      nodePools: [pool({machineType: 'n4-standard-16'})],
      gpuPools: [gpuPool({accelerator: 'nvidia-h100-80gb', count: 8, machineType: 'a3-highgpu-8g'})],
    });
    expect(needs.get('vm_family N4')).toEqual([32, 32, 16, 0]);
    expect(needs.get('gpu_family NVIDIA_H100')).toEqual([0, 24, 8, 0]);
  });

  it('asks no address for private nodes but one for their way out, and none for an internal load balancer', () => {
    const cluster = {private: {nodes: true, endpoint: false, controlPlaneCidr: '172.16.0.0/28'}};
    const needs = plan({}, {cluster});
    expect(needs.get('IN_USE_ADDRESSES')).toEqual([2, 2, 0, 0]);
    expect(needs.get('ROUTERS')).toEqual([1, 1, 0, 0]);
    const {domain} = createConfig();
    expect(plan({domain: {...domain, exposure: 'internal'}}).has('STATIC_ADDRESSES')).toBe(false);
  });

  it('leaves rules and routers of a shared network to the project that shares it', () => {
    const privately = {nodes: true, endpoint: false, controlPlaneCidr: '172.16.0.0/28'};
    const needs = plan({}, {cluster: {networkProject: 'acme-network', private: privately}});
    expect([...needs.keys()].filter((key) => /FIREWALLS|ROUTERS/.test(key))).toEqual([]);
    expect(needs.get('IN_USE_ADDRESSES')).toEqual([1, 1, 0, 0]);
  });

  it('does not ask again for what stands, and never for more than the plan has', () => {
    const standing = {nodes: {system: 1, pool: 40}, resources: ['conda'], unseen: [], hasCluster: true};
    const needs = plan({nodePools: [pool({})]}, {standing});
    expect(needs.get('N2_CPUS')).toEqual([32, 32, 16, 32]);
    expect(needs.get('SSD_TOTAL_GB')).toEqual([350, 350, 100, 350]);
    expect(needs.get('FIREWALLS')).toEqual([1, 1, 0, 0]);
  });

  it('leaves the system pool of an existing cluster out', () => {
    expect(plan({}, {cluster: {mode: 'existing'}}).has('CPUS')).toBe(false);
  });

  it('names pools whose machine type nobody knows', () => {
    const config = createConfig(() => ({nodePools: [pool({machineType: 'x9-standard-4'})], gpuPools: []}));
    expect(selectQuotaNeeds(config, cpus, nothing).unsized).toContain('pool');
  });
});

describe('judgeQuotaNeed', () => {
  it.each<[string, number, number, number | undefined]>([
    ['available', 80, 100, 0],
    ['low', 81, 100, 0],
    ['low', 100, 100, 0],
    ['not', 101, 100, 0],
    ['not', 1, 100, 100],
    ['available', 0, 0, 0],
    ['unknown', 100, 100, undefined],
    ['not', 101, 100, undefined],
  ])('%s: %d of a limit of %d, %s used', (verdict, most, limit, usage) => {
    expect(judgeQuotaNeed({most, surge: 0, held: 0}, {limit, usage}).verdict).toBe(verdict);
  });

  it('counts the surge, and takes off what is held', () => {
    expect(judgeQuotaNeed({most: 8, surge: 2, held: 0}, {limit: 8, usage: 0})).toMatchObject({
      verdict: 'not',
      asked: 10,
    });
    expect(judgeQuotaNeed({most: 8, surge: 2, held: 8}, {limit: 10, usage: 8})).toEqual({
      verdict: 'low',
      asked: 2,
      left: 2,
    });
  });
});

describe('quota keys', () => {
  it.each([
    ['n2-standard-16', false, 'N2_CPUS'],
    ['e2-standard-4', false, 'CPUS'],
    ['g2-standard-8', false, 'CPUS'],
    ['n1-standard-8', true, 'PREEMPTIBLE_CPUS'],
    ['c4-standard-8', false, 'vm_family C4'],
  ])('%s (spot: %s) is counted by %s', (machineType, isSpot, name) => {
    expect(formatQuotaKey(selectCpuQuota(machineType, isSpot))).toBe(name);
  });

  it('of a GPU that is not known are none', () => {
    expect(selectGpuQuota('nvidia-of-tomorrow', false)).toBeUndefined();
  });

  it('make the command that asks for more', () => {
    const request = (key: Parameters<typeof formatQuotaRequest>[0]) => formatQuotaRequest(key, 'p1', 'us-east4', 12);
    expect([
      request({kind: 'regional', metric: 'NVIDIA_L4_GPUS'}),
      request({kind: 'global', metric: 'GPUS_ALL_REGIONS'}),
      request({kind: 'gpu-family', family: 'NVIDIA_H100'}),
      request({kind: 'vm-family', family: 'N4'}),
    ]).toMatchInlineSnapshot(`
      [
        "gcloud beta quotas preferences create --service=compute.googleapis.com --project=p1 --quota-id=NVIDIA-L4-GPUS-per-project-region --preferred-value=12 --dimensions=region=us-east4",
        "gcloud beta quotas preferences create --service=compute.googleapis.com --project=p1 --quota-id=GPUS-ALL-REGIONS-per-project --preferred-value=12",
        "gcloud beta quotas preferences create --service=compute.googleapis.com --project=p1 --quota-id=GPUS-PER-GPU-FAMILY-per-project-region --preferred-value=12 --dimensions=region=us-east4,gpu_family=NVIDIA_H100",
        "gcloud beta quotas preferences create --service=compute.googleapis.com --project=p1 --quota-id=CPUS-PER-VM-FAMILY-per-project-region --preferred-value=12 --dimensions=region=us-east4,vm_family=N4",
      ]
    `);
  });
});
