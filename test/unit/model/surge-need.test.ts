import {describe, expect, it} from 'vitest';
import {countSurgeNodes, judgeSurge, type SurgePool} from '../../../src/model/surge-need.js';

const pool = (change: Partial<SurgePool> = {}): SurgePool => ({
  name: 'core',
  machineType: 'n2-standard-16',
  cpus: 16,
  isSpot: false,
  accelerator: undefined,
  diskSizeGb: 100,
  diskType: undefined,
  hasAddress: false,
  nodes: 4,
  strategy: {kind: 'surge', maxSurge: 1},
  ...change,
});
const regional = (name: string, limit: number, usage: number | null) => ({
  kind: 'regional' as const,
  name,
  limit,
  usage,
});
const roomy = [regional('N2_CPUS', 200, 64), regional('INSTANCES', 100, 4), regional('SSD_TOTAL_GB', 2000, 500)];

describe('the nodes that an upgrade adds for a while', () => {
  it('are as many as the pool may surge by, and never more than it has', () => {
    expect(countSurgeNodes(pool())).toBe(1);
    expect(countSurgeNodes(pool({strategy: {kind: 'surge', maxSurge: 3}, nodes: 2}))).toBe(2);
    expect(countSurgeNodes(pool({strategy: {kind: 'surge', maxSurge: 0}}))).toBe(0);
  });

  it('are the whole pool again with blue-green', () => {
    expect(countSurgeNodes(pool({strategy: {kind: 'blue-green'}}))).toBe(4);
  });

  it('fit where every limit leaves room', () => {
    expect(judgeSurge([pool()], roomy)).toEqual({shortages: [], unknowns: [], mostNodes: 1});
  });

  it('do not fit where one limit does not, and it is said which and by how much', () => {
    const limits = [regional('N2_CPUS', 100, 64), ...roomy.slice(1)];
    expect(judgeSurge([pool()], limits).shortages).toEqual([]);
    const twice = judgeSurge([pool({strategy: {kind: 'blue-green'}})], limits);
    expect(twice.shortages).toEqual(['core: 4 more nodes take 64 of N2_CPUS, and 36 of 100 are left']);
  });

  it('are not added up over pools, which are exchanged one after another', () => {
    const limits = [regional('N2_CPUS', 80, 64)];
    expect(judgeSurge([pool(), pool({name: 'more'})], limits)).toEqual({shortages: [], unknowns: [], mostNodes: 1});
  });

  it('count GPUs of GPU pools, on demand and spot apart', () => {
    const gpus = pool({
      name: 'gpu',
      machineType: 'n1-standard-8',
      cpus: 8,
      accelerator: {type: 'nvidia-tesla-t4', count: 1},
    });
    const limits = [regional('NVIDIA_T4_GPUS', 2, 2), regional('PREEMPTIBLE_NVIDIA_T4_GPUS', 4, 0)];
    expect(judgeSurge([gpus], limits).shortages).toEqual([
      'gpu: 1 more node takes 1 of NVIDIA_T4_GPUS, and 0 of 2 are left',
    ]);
    expect(judgeSurge([{...gpus, isSpot: true}], limits).shortages).toEqual([]);
  });

  it('are unknown where the size of a machine or the use of a limit is not told', () => {
    expect(judgeSurge([pool({cpus: undefined})], roomy).unknowns).toHaveLength(1);
    expect(judgeSurge([pool()], [regional('N2_CPUS', 100, null)]).unknowns).toEqual([
      'core: how much of N2_CPUS is used is not told',
    ]);
  });

  it('take nothing where a pool is empty', () => {
    expect(judgeSurge([pool({nodes: 0, cpus: undefined})], [])).toEqual({shortages: [], unknowns: [], mostNodes: 0});
  });
});
