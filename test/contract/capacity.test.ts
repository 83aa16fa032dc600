import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {preflightChecks} from '../../src/checks/checks.js';
import {collectFactSet, selectLookSubject} from '../../src/cli/collect-fact-set.js';
import {judgeFactSet} from '../../src/cli/judge-fact-set.js';
import {CloudFailure} from '../../src/model/cloud-failure.js';
import {selectClusterRef} from '../../src/model/cluster-ref.js';
import type {InstallConfig} from '../../src/model/install-config.js';
import type {Ports} from '../../src/model/ports/ports.js';
import {type OpenWorld, openWorld} from '../worlds/open-world.js';
import {worlds} from '../worlds/worlds.js';

/** What Google offers and lends, asked with the real clients of a world. */
describe('capacity and quotas', () => {
  let world: OpenWorld;
  let config: InstallConfig;
  let ports: Ports;
  let call: (method: string, path: string, body?: object) => Promise<unknown>;

  beforeAll(async () => {
    const foreign = worlds.find(({name}) => name === 'foreign-cluster');
    if (foreign === undefined) throw new Error('no world foreign-cluster');
    world = await openWorld({
      ...foreign,
      catalogue: '2026-11',
      // The cluster of that world is of a version that this catalogue has no longer.
      prepare: async (preparation) => {
        ({call} = preparation);
      },
    });
    config = world.workspace.subject.config;
    ports = world.workspace.ports.operator;
  }, 60_000);
  afterAll(() => world.close());

  const reserve = async (zone: string, body: object) => {
    const base = `/compute/v1/projects/${config.project.id}/zones/${zone}`;
    const {name} = (await call('POST', `${base}/reservations`, body)) as {name: string};
    await call('POST', `${base}/operations/${name}/wait`);
  };
  const usageOf = async (metric: string, region = 'us-central1') =>
    (await ports.quotas.listRegional(config.project.id, region)).find((quota) => quota.metric === metric)?.usage;

  it('finds the zones of one machine type among all', async () => {
    const places = await ports.capacity.listMachinePlaces(config.project.id, 'a2-megagpu-16g');
    expect(places).toContainEqual({zone: 'us-central1-f', cpus: 96});
    expect(places.map(({zone}) => zone)).not.toContain(config.location);
    expect(await ports.capacity.listMachinePlaces(config.project.id, 'x9-standard-1')).toEqual([]);
  });

  it('reads the limits of one region as those of every region', async () => {
    const everywhere = await ports.quotas.listEverywhere(config.project.id);
    const own = everywhere.find(({region}) => region === 'us-east4');
    expect(own?.quotas).toEqual(await ports.quotas.listRegional(config.project.id, 'us-east4'));
    expect(await ports.quotas.listGlobal(config.project.id)).toContainEqual({
      metric: 'GPUS_ALL_REGIONS',
      limit: 32,
      usage: 0,
    });
  });

  it('reads the families of GPUs and of machines', async () => {
    const gpus = await ports.quotas.listFamilies(config.project.id, 'gpus');
    expect(gpus).toContainEqual({family: 'NVIDIA_H100', region: 'us-central1', limit: 8});
    const machines = await ports.quotas.listFamilies(config.project.id, 'machines');
    expect(machines).toContainEqual({family: 'N4', region: 'northamerica-northeast1', limit: 500});
  });

  it('sees a reservation, which counts as used', async () => {
    await reserve('us-central1-a', {
      name: 'llm',
      specificReservation: {
        count: '3',
        instanceProperties: {
          machineType: 'n1-standard-8',
          guestAccelerators: [{acceleratorType: 'nvidia-tesla-t4', acceleratorCount: 2}],
        },
      },
    });
    expect(await ports.capacity.listReservations(config.project.id)).toEqual([
      {
        name: 'llm',
        zone: 'us-central1-a',
        machineType: 'n1-standard-8',
        accelerator: {type: 'nvidia-tesla-t4', count: 2},
        count: 3,
        inUse: 0,
        isSpecific: false,
      },
    ]);
    expect(await usageOf('NVIDIA_T4_GPUS')).toBe(6);
  });

  it('is refused a reservation that the limit does not hold', async () => {
    const instanceProperties = {machineType: 'a2-ultragpu-8g'};
    await expect(
      reserve('us-central1-a', {name: 'much', specificReservation: {count: '1', instanceProperties}}),
    ).rejects.toThrow(/Quota 'NVIDIA_A100_80GB_GPUS' exceeded/);
  });

  it('sees nodes with their pools, which take from the reservation', async () => {
    const ref = {...selectClusterRef(config), location: 'us-central1-a', name: 'elsewhere'};
    const pool = {
      name: 'gpus',
      machineType: 'n1-standard-8',
      nodes: 2,
      labels: {},
      taints: [],
      locations: [],
      accelerator: {type: 'nvidia-tesla-t4', count: 2},
      diskSizeGb: 100,
      diskType: 'pd-balanced',
      isSpot: false,
    };
    const request = {version: '1.35', channel: 'none', network: 'default', authorizedNetworks: [], labels: {}, pool};
    const operation = await ports.clusters.create(ref, request);
    while ((await ports.clusters.operations.get(ref.project, ref.location, operation)).status !== 'DONE')
      await ports.clock.sleep(10_000);
    const instances = await ports.capacity.listInstances(config.project.id);
    expect(instances).toEqual(
      Array.from({length: 2}, () => ({
        zone: 'us-central1-a',
        machineType: 'n1-standard-8',
        accelerator: {type: 'nvidia-tesla-t4', count: 2},
        isSpot: false,
        cluster: 'elsewhere',
        clusterLocation: 'us-central1-a',
        nodePool: 'gpus',
      })),
    );
    expect(await ports.capacity.listReservations(config.project.id)).toMatchObject([{count: 3, inUse: 2}]);
    expect(await usageOf('NVIDIA_T4_GPUS')).toBe(6);
    expect(await ports.clusters.get(ref)).toMatchObject({
      hasNetworkPolicy: false,
      locations: ['us-central1-a'],
      nodePools: [{imageType: 'COS_CONTAINERD'}],
    });
  });

  it('names the permission that a refusal was for', async () => {
    const other = ports.capacity.listInstances('somebody-elses');
    await expect(other).rejects.toBeInstanceOf(CloudFailure);
  });

  it('judges the versions of the catalogue', async () => {
    const checks = preflightChecks.filter(({id}) => /^(credentials|gke)\//.test(id));
    const report = judgeFactSet(checks, await collectFactSet(selectLookSubject(world.workspace), checks));
    const bad = report.findings.filter(({verdict, because}) => verdict === 'fail' && because === undefined);
    expect(bad.map(({id}) => id)).toEqual(['gke/versions-overlap']);
  });
});
