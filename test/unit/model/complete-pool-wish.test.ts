import {describe, expect, it} from 'vitest';
import {unknownOffer} from '../../../src/model/advise-pools.js';
import {completePoolWish} from '../../../src/model/complete-pool-wish.js';
import {isDriverInstalledByGke} from '../../../src/model/gpu-driver.js';
import type {InstallConfig} from '../../../src/model/install-config.js';
import {llmModels} from '../../../src/model/llm-models.data.js';
import {formatNodeTaint, parseNodeTaint} from '../../../src/model/node-taint.js';
import {selectModelDiskGb, selectPoolDisks} from '../../../src/model/select-pool-disks.js';

const places: ReadonlyArray<readonly [string, string]> = [
  ['nvidia-tesla-t4', 'us-east4-b'],
  ['nvidia-tesla-a100', 'us-central1-a'],
  ['nvidia-l4', 'us-east4-a'],
  ['nvidia-l4', 'us-east4-c'],
];
const offer = {...unknownOffer, accelerators: places.map(([type, zone]) => ({type, zone}))};
const cluster = {location: 'us-east4-a', zones: ['us-east4-a']};

describe('completePoolWish', () => {
  it('takes the usual for what is left open', () => {
    expect(completePoolWish({accelerator: 'T4'}, cluster, offer)).toEqual({
      name: 'gpu-t4-1',
      accelerator: 'nvidia-tesla-t4',
      count: 1,
      machineType: 'n1-standard-8',
      zones: ['us-east4-b'],
      nodes: 0,
      autoscaling: {min: 0, max: 2},
      spot: false,
      diskSizeGb: 100,
    });
  });

  it('finds the GPU of the region that holds a model, and the cluster’s own zone', () => {
    const pool = completePoolWish({model: 'llama2-13b'}, cluster, offer);
    expect(pool).toMatchObject({
      accelerator: 'nvidia-l4',
      count: 2,
      machineType: 'g2-standard-24',
      zones: ['us-east4-a'],
    });
    expect(completePoolWish({model: 'llama2-13b', accelerator: 't4'}, cluster, offer)).toMatchObject({count: 4});
  });

  it('keeps what is said', () => {
    const wish = {accelerator: 'l4', zones: ['us-east4-c'], min: 3, nodes: 4, spot: true, taints: ['a=b:NoExecute']};
    expect(completePoolWish(wish, cluster, offer)).toMatchObject({
      zones: ['us-east4-c'],
      nodes: 4,
      autoscaling: {min: 3, max: 4},
      spot: true,
      taints: ['a=b:NoExecute'],
    });
  });

  it('falls back to the cluster’s own zone where nothing is known', () => {
    expect(completePoolWish({accelerator: 't4'}, cluster, unknownOffer).zones).toEqual(['us-east4-a']);
    const regional = {location: 'us-east4', zones: ['us-east4-c']};
    expect(completePoolWish({accelerator: 't4'}, regional, unknownOffer).zones).toEqual(['us-east4-c']);
  });
});

describe('isDriverInstalledByGke', () => {
  it.each([
    ['1.25.11-gke.1000', false],
    ['1.27.2-gke.1100', false],
    ['1.27.2-gke.1200', true],
    ['1.27.1-gke.9000', false],
    ['1.27', true],
    ['1.30.1-gke.100', true],
  ])('%s: %s', (version, expected) => {
    expect(isDriverInstalledByGke(version)).toBe(expected);
  });
});

describe('parseNodeTaint', () => {
  it('reads what formatNodeTaint writes', () => {
    for (const text of ['purpose=gpu-t4:NoSchedule', 'a.example/b=:NoExecute', 'x=y:PreferNoSchedule']) {
      const taint = parseNodeTaint(text);
      expect(taint && formatNodeTaint(taint)).toBe(text);
    }
    expect(parseNodeTaint('purpose:NoSchedule')).toBeUndefined();
  });
});

describe('selectPoolDisks', () => {
  const config = {
    deployment: 'acme',
    location: 'us-east4-a',
    disks: {
      conda: {name: 'acme-conda', sizeGb: 50, type: 'pd-ssd'},
      llm: {name: 'acme-llm', sizeGb: 350, type: 'pd-balanced'},
    },
  } as InstallConfig;
  const [small] = llmModels;
  const large = llmModels.find(({name}) => name === 'llama2-70b');

  it('keeps the runbook’s size for its largest model', () => {
    expect(large && selectModelDiskGb(large)).toBe(350);
    expect(small && selectModelDiskGb(small)).toBe(100);
  });

  it('takes the disks of the configuration in their zone, and others of their kind elsewhere', () => {
    expect(selectPoolDisks(config, 'us-east4-a', large)).toMatchObject({
      conda: {name: 'acme-conda'},
      llm: {name: 'acme-llm', sizeGb: 350},
    });
    expect(selectPoolDisks(config, 'us-east4-c', undefined)).toMatchObject({
      conda: {name: 'acme-conda-c', zone: 'us-east4-c'},
      llm: {name: 'acme-llm-c', zone: 'us-east4-c'},
    });
  });

  it('puts a larger disk beside one that does not hold the model', () => {
    const giant = large && {...large, parameters: 180e9};
    expect(selectPoolDisks(config, 'us-east4-a', giant).llm).toMatchObject({name: 'acme-llm-900', sizeGb: 900});
  });

  it('makes one for a model where the configuration has none', () => {
    const bare = {...config, disks: {conda: config.disks.conda}};
    expect(selectPoolDisks(bare, 'us-east4-a', small).llm).toMatchObject({
      name: 'acme-llm',
      sizeGb: 100,
      zone: 'us-east4-a',
    });
    expect(selectPoolDisks(bare, 'us-east4-a', undefined).llm).toBeUndefined();
  });
});
