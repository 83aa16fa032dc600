import {describe, expect, it} from 'vitest';
import {gpuZonesProbe} from '../../../../src/checks/probes/gpu-zones-probe.js';
import type {ProbeInputs} from '../../../../src/checks/probes/probe.js';
import {standingProbe} from '../../../../src/checks/probes/standing-probe.js';
import {CloudFailure} from '../../../../src/model/cloud-failure.js';
import type {GpuPoolConfig} from '../../../../src/model/install-config.js';
import type {InstanceState, ReservationState} from '../../../../src/model/ports/compute.js';
import {createConfig, createRelease} from '../check-deployment.js';

const t4 = 'nvidia-tesla-t4';
const zones = ['us-east4-a', 'us-east4-b', 'us-central1-a', 'europe-west4-a'];
const pool: GpuPoolConfig = {
  name: 'gpus',
  accelerator: t4,
  count: 2,
  machineType: 'n1-standard-8',
  zones: ['us-east4-a'],
  nodes: 0,
  autoscaling: {min: 0, max: 2},
  spot: false,
  diskSizeGb: 100,
};
const offer = (...masterVersions: string[]) => ({
  defaultVersion: '',
  masterVersions,
  nodeVersions: masterVersions,
  channels: [],
});
const reservation = (traits: Partial<ReservationState>): ReservationState => ({
  name: 'r',
  zone: 'us-central1-a',
  machineType: 'n1-standard-8',
  accelerator: {type: t4, count: 2},
  count: 3,
  inUse: 1,
  isSpecific: false,
  ...traits,
});
const instance = (traits: Partial<InstanceState> = {}): InstanceState => ({
  zone: 'us-east4-a',
  machineType: 'n1-standard-8',
  accelerator: {type: t4, count: 2},
  isSpot: false,
  cluster: 'acme-shakudo',
  clusterLocation: 'us-east4-a',
  nodePool: 'gpus',
  ...traits,
});
const refuse = (permission: string) => () =>
  Promise.reject(new CloudFailure('permission', 'no', {action: permission, permission}));

/** Questions by port and name, answered; what is not among them is not asked. */
function createInputs(
  answers: Readonly<Record<string, Readonly<Record<string, (...args: never[]) => unknown>>>> = {},
  change: object = {},
): ProbeInputs {
  const config = createConfig(({project, cluster}) => ({
    project: {...project, mode: 'existing'},
    cluster: {...cluster, mode: 'create'},
    gpuPools: [pool],
    ...change,
  }));
  const quotas = (limit: number, usage: number) => [{metric: 'NVIDIA_T4_GPUS', limit, usage}];
  const ports = {
    capacity: {
      listAccelerators: async () => zones.map((zone) => ({type: t4, zone, maximumPerInstance: 4})),
      listMachinePlaces: async () => zones.map((zone) => ({zone, cpus: 8})),
      listReservations: async () => [],
      listInstances: async () => [],
      ...answers.capacity,
    },
    quotas: {
      listEverywhere: async () =>
        ['us-east4', 'us-central1', 'europe-west4'].map((region) => ({region, quotas: quotas(4, 0)})),
      ...answers.quotas,
    },
    clusters: {fetchVersions: async () => offer('1.27.3-gke.100'), get: async () => undefined, ...answers.clusters},
    disks: {get: async () => undefined, ...answers.disks},
    addresses: {get: async () => undefined, ...answers.addresses},
    firewalls: {get: async () => undefined, ...answers.firewalls},
  };
  return {config, release: createRelease(), ports} as unknown as ProbeInputs;
}
const rank = async (inputs: ProbeInputs) =>
  (await gpuZonesProbe.collect(inputs))[0]?.zones.map(({zone, gaps}) => [zone, ...gaps]);

describe('gpu-zones', () => {
  it('ranks all zones of the accelerator, the pool’s own first where all are alike', async () => {
    expect(await rank(createInputs())).toEqual(zones.map((zone) => [zone]));
  });

  it('knows in which region GKE offers a supported version', async () => {
    const fetchVersions = async (_project: string, location: string) =>
      location === 'us-central1' ? offer('1.33.1-gke.1') : offer('1.27.3-gke.100');
    expect(await rank(createInputs({clusters: {fetchVersions}}))).toEqual([
      ['us-east4-a'],
      ['us-east4-b'],
      ['europe-west4-a'],
      ['us-central1-a', 'no supported version'],
    ]);
  });

  it('counts free machines of open reservations only, of the same machine', async () => {
    const listReservations = async () => [
      reservation({}),
      reservation({isSpecific: true, zone: 'us-east4-b'}),
      reservation({accelerator: {type: t4, count: 1}, zone: 'us-east4-b'}),
      reservation({machineType: 'n1-standard-16', zone: 'us-east4-b'}),
    ];
    const [fact] = await gpuZonesProbe.collect(createInputs({capacity: {listReservations}}));
    expect(fact?.zones.filter(({reserved}) => reserved > 0).map(({zone, reserved}) => [zone, reserved])).toEqual([
      ['us-central1-a', 4],
    ]);
    expect(fact?.reserved).toBe(0);
  });

  it('does not hold against the pool what it has itself', async () => {
    const listEverywhere = async () => [{region: 'us-east4', quotas: [{metric: 'NVIDIA_T4_GPUS', limit: 4, usage: 4}]}];
    const others = await rank(createInputs({quotas: {listEverywhere}}));
    expect(others?.find(([zone]) => zone === 'us-east4-a')).toEqual(['us-east4-a', 'quota for 0 of 4']);
    const listInstances = async () => [instance(), instance()];
    const own = await rank(createInputs({quotas: {listEverywhere}, capacity: {listInstances}}));
    expect(own?.[0]).toEqual(['us-east4-a']);
  });

  it('does not take a refused part for an empty one', async () => {
    const quotas = {listEverywhere: refuse('compute.regions.list')};
    expect((await rank(createInputs({quotas})))?.[0]).toEqual(['us-east4-a', 'quota not known']);
    const clusters = {fetchVersions: refuse('container.clusters.list')};
    expect((await rank(createInputs({clusters})))?.[0]).toEqual(['us-east4-a', 'version not known']);
    const capacity = {listAccelerators: refuse('compute.acceleratorTypes.list')};
    await expect(rank(createInputs({capacity}))).rejects.toThrow(CloudFailure);
  });

  it('has nothing to look at without GPU pools', async () => {
    await expect(gpuZonesProbe.collect(createInputs({}, {gpuPools: []}))).rejects.toMatchObject({
      reason: 'no GPU pool is planned',
    });
  });
});

describe('standing', () => {
  const cluster = {get: async () => ({name: 'acme-shakudo', labels: {}})};

  it('counts the nodes of this cluster’s pools, and no other’s', async () => {
    const listInstances = async () => [
      instance(),
      instance(),
      instance({nodePool: 'system'}),
      instance({cluster: 'other'}),
      instance({clusterLocation: 'us-east4'}),
    ];
    const fact = await standingProbe.collect(createInputs({capacity: {listInstances}, clusters: cluster}));
    expect(fact).toMatchObject({nodes: {gpus: 2, system: 1}, hasCluster: true});
  });

  it('needs no list of instances where there is no cluster, and does where there is one', async () => {
    const capacity = {listInstances: refuse('compute.instances.list')};
    expect(await standingProbe.collect(createInputs({capacity}))).toMatchObject({nodes: {}, hasCluster: false});
    await expect(standingProbe.collect(createInputs({capacity, clusters: cluster}))).rejects.toThrow(CloudFailure);
  });

  it('tells what is there, what is not, and what may not be looked at', async () => {
    const disks = {get: async (_project: string, _zone: string, name: string) => ({name})};
    const fact = await standingProbe.collect(createInputs({disks, addresses: {get: refuse('compute.addresses.get')}}));
    expect(fact).toMatchObject({
      resources: ['acme-conda'],
      unseen: ['acme-ingress'],
      obstacle: {kind: 'permission', missing: 'compute.addresses.get'},
    });
  });
});
