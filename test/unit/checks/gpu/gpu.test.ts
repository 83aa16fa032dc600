import {describe, expect, it} from 'vitest';
import {acceleratorsOffered} from '../../../../src/checks/gpu/accelerators-offered.js';
import {machinesCarryAccelerators} from '../../../../src/checks/gpu/machines-carry-accelerators.js';
import {modelsAdvised} from '../../../../src/checks/gpu/models-advised.js';
import {quotaCoversPools} from '../../../../src/checks/gpu/quota-covers-pools.js';
import {zonesRanked} from '../../../../src/checks/gpu/zones-ranked.js';
import type {GpuZonesFact} from '../../../../src/checks/probes/gpu-zones-probe.js';
import type {QuotaFact} from '../../../../src/checks/probes/quotas-probe.js';
import type {GpuPoolConfig} from '../../../../src/model/install-config.js';
import {rankZones, type ZoneFacts} from '../../../../src/model/rank-zones.js';
import {createConfig, judge, verdictsOf} from '../check-deployment.js';

const t4 = 'nvidia-tesla-t4';
const pool = (traits: Partial<GpuPoolConfig> = {}): GpuPoolConfig => ({
  name: 'gpus',
  accelerator: t4,
  count: 2,
  machineType: 'n1-standard-16',
  zones: ['us-east4-a'],
  nodes: 0,
  autoscaling: {min: 0, max: 2},
  spot: false,
  diskSizeGb: 200,
  ...traits,
});
const planned = (...gpuPools: GpuPoolConfig[]) => ({config: createConfig(() => ({gpuPools}))});
const place = (zone: string, type = t4, maximumPerInstance = 4) => ({type, zone, maximumPerInstance});
const machines = {
  zones: ['us-east4-a'],
  cpus: {'n1-standard-16': 16, 'n1-standard-96': 96, 'n2-standard-16': 16, 'g2-standard-24': 24},
  places: {},
  alternatives: [],
};
const zoneFacts = (zone: string, traits: Partial<ZoneFacts> = {}): ZoneFacts => ({
  zone,
  hasAccelerator: true,
  hasMachine: true,
  hasVersion: true,
  quotaLeft: 8,
  reserved: 0,
  ...traits,
});
const rank = (zones: readonly ZoneFacts[], reserved = 0): GpuZonesFact => ({
  pool: 'gpus',
  gpus: 4,
  zones: rankZones({accelerator: t4, gpus: 4, machineType: 'n1-standard-16', location: 'us-east4-a'}, zones),
  reserved,
});

describe('gpu/accelerators-offered', () => {
  it('names the nearest zones that list what the pool’s do not', () => {
    const accelerators = ['europe-west4-a', 'us-central1-a', 'us-east4-b'].map((zone) => place(zone));
    const [finding] = judge(acceleratorsOffered, {accelerators, machines}, planned(pool()));
    expect(finding).toMatchObject({verdict: 'fail', observed: `${t4} is not listed in us-east4-a`});
    expect(finding?.tries[0]?.text).toContain('us-east4-b, us-central1-a, europe-west4-a');
    expect(judge(acceleratorsOffered, {accelerators: [], machines}, planned(pool()))).toMatchObject([
      {verdict: 'fail'},
    ]);
  });

  it('wants it in each of the pool’s zones', () => {
    const both = planned(pool({zones: ['us-east4-a', 'us-east4-b']}));
    expect(judge(acceleratorsOffered, {accelerators: [place('us-east4-a')], machines}, both)).toMatchObject([
      {verdict: 'fail'},
    ]);
    const accelerators = [place('us-east4-a'), place('us-east4-b')];
    expect(judge(acceleratorsOffered, {accelerators, machines}, both)).toMatchObject([{verdict: 'pass'}]);
  });
});

describe('gpu/accelerators-offered of machines that are made for their GPUs', () => {
  const l4 = planned(pool({accelerator: 'nvidia-l4', machineType: 'g2-standard-24'}));
  const accelerators = ['us-east4-a', 'us-west1-a'].map((zone) => place(zone, 'nvidia-l4'));

  it('wants the machine where the accelerator is', () => {
    const places = {'g2-standard-24': ['us-west1-a']};
    const [finding] = judge(acceleratorsOffered, {accelerators, machines: {...machines, places}}, l4);
    expect(finding).toMatchObject({verdict: 'fail', observed: 'g2-standard-24 is not offered in us-east4-a'});
    expect(finding?.tries[0]?.text).toContain('nearest first: us-west1-a.');
    const both = {'g2-standard-24': ['us-west1-a', 'us-east4-a']};
    expect(judge(acceleratorsOffered, {accelerators, machines: {...machines, places: both}}, l4)).toMatchObject([
      {verdict: 'pass'},
    ]);
  });
});

describe('gpu/machines-carry-accelerators', () => {
  it.each<[string, Partial<GpuPoolConfig>, string]>([
    ['2 T4 on 16 vCPUs', {}, 'pass'],
    ['3 T4', {count: 3}, 'fail'],
    ['2 T4 on 96 vCPUs', {machineType: 'n1-standard-96'}, 'fail'],
    ['4 T4 on 96 vCPUs', {machineType: 'n1-standard-96', count: 4}, 'pass'],
    ['T4 on N2', {machineType: 'n2-standard-16'}, 'fail'],
    ['2 L4 in g2-standard-24', {accelerator: 'nvidia-l4', machineType: 'g2-standard-24'}, 'pass'],
    ['1 L4 in g2-standard-24', {accelerator: 'nvidia-l4', machineType: 'g2-standard-24', count: 1}, 'fail'],
    ['L4 on N1', {accelerator: 'nvidia-l4'}, 'fail'],
    ['a GPU of tomorrow', {accelerator: 'nvidia-of-tomorrow'}, 'unknown'],
  ])('%s', (_, traits, verdict) => {
    const accelerators = [place('us-east4-a'), place('us-east4-a', 'nvidia-l4')];
    expect(judge(machinesCarryAccelerators, {accelerators, machines}, planned(pool(traits)))).toMatchObject([
      {verdict},
    ]);
  });

  it('believes the zone where it allows fewer', () => {
    const accelerators = [place('us-east4-a', t4, 1)];
    expect(judge(machinesCarryAccelerators, {accelerators, machines}, planned(pool()))).toMatchObject([
      {verdict: 'fail', observed: 'at most 1 of it on one machine there'},
    ]);
  });
});

describe('gpu/quota-covers-pools', () => {
  const standing = {nodes: {}, resources: [], unseen: [], hasCluster: false, obstacle: null};
  const look = (limits: Readonly<Record<string, number>>, gpuPool = pool(), ranked = rank([zoneFacts('us-west1-a')])) =>
    judge(
      quotaCoversPools,
      {
        quotas: {
          limits: Object.entries(limits).map(
            ([name, limit]): QuotaFact => ({
              kind: name.endsWith('ALL_REGIONS') ? 'global' : 'regional',
              name,
              limit,
              usage: 0,
            }),
          ),
          familyObstacle: null,
        },
        machines,
        standing,
        'gpu-zones': [ranked],
      },
      planned(gpuPool),
    );

  it.each([
    [{NVIDIA_T4_GPUS: 100, GPUS_ALL_REGIONS: 100}, 'pass', 'pass'],
    [{NVIDIA_T4_GPUS: 6, GPUS_ALL_REGIONS: 100}, 'warn', 'pass'],
    [{NVIDIA_T4_GPUS: 5, GPUS_ALL_REGIONS: 100}, 'fail', 'pass'],
    [{NVIDIA_T4_GPUS: 100, GPUS_ALL_REGIONS: 0}, 'pass', 'fail'],
    [{GPUS_ALL_REGIONS: 100}, 'unknown', 'pass'],
  ])('%o', (limits, regional, global) => {
    const verdicts = verdictsOf(look(limits));
    expect(Object.values(verdicts)).toEqual([regional, global]);
  });

  it('counts spot GPUs by their own limit alone', () => {
    const found = look({NVIDIA_T4_GPUS: 0, GPUS_ALL_REGIONS: 0, PREEMPTIBLE_NVIDIA_T4_GPUS: 8}, pool({spot: true}));
    expect(verdictsOf(found)).toEqual({'PREEMPTIBLE_NVIDIA_T4_GPUS in us-east4': 'pass'});
  });

  it('does not ask the limit for what stands reserved, but for spot machines', () => {
    const limits = {NVIDIA_T4_GPUS: 2, GPUS_ALL_REGIONS: 2, PREEMPTIBLE_NVIDIA_T4_GPUS: 2};
    const reserved = rank([zoneFacts('us-east4-a', {reserved: 4})], 4);
    expect(Object.values(verdictsOf(look(limits, pool(), reserved)))).toEqual(['warn', 'warn']);
    expect(Object.values(verdictsOf(look(limits, pool({spot: true}), reserved)))).toEqual(['fail']);
  });

  it('says what to ask for, and where else it would go', () => {
    expect(look({NVIDIA_T4_GPUS: 1, GPUS_ALL_REGIONS: 100})[0]).toMatchSnapshot();
  });
});

describe('gpu/zones-ranked', () => {
  const look = (...zones: ZoneFacts[]) => judge(zonesRanked, {'gpu-zones': [rank(zones)]}, planned(pool()))[0];

  it('passes where the pool’s zone has everything, and says what a listing is worth', () => {
    const finding = look(zoneFacts('us-east4-a'), zoneFacts('us-west1-a'));
    expect(finding?.verdict).toBe('pass');
    expect(finding?.observed).toContain('Elsewhere, best first: us-west1-a (quota 8)');
    expect(finding?.observed).toContain('A listing is not capacity');
  });

  it('warns where it lacks something, and is unknown where it only may', () => {
    expect(look(zoneFacts('us-east4-a', {quotaLeft: 1}), zoneFacts('us-west1-a'))).toMatchObject({verdict: 'warn'});
    expect(look(zoneFacts('us-west1-a'))).toMatchObject({verdict: 'warn'});
    expect(look(zoneFacts('us-east4-a', {quotaLeft: undefined}))).toMatchObject({verdict: 'unknown'});
  });
});

describe('gpu/models-advised', () => {
  it.each<[Partial<GpuPoolConfig>]>([
    [{count: 1}],
    [{count: 4}],
    [{accelerator: 'nvidia-l4', count: 2}],
    [{accelerator: 'nvidia-tesla-a100', count: 4}],
    [{accelerator: 'nvidia-of-tomorrow'}],
  ])('%o', (traits) => {
    const [finding] = judge(modelsAdvised, {}, planned(pool(traits)));
    expect(finding?.verdict).toBe('pass');
    expect(finding?.observed).toMatchSnapshot();
  });
});
