import {describe, expect, it} from 'vitest';
import {findWishProblems} from '../../../../src/cli/gpu-pool/find-wish-problems.js';
import type {PoolWish} from '../../../../src/model/pool-wish.js';

const find = (wish: PoolWish) => findWishProblems(wish, 'us-east4-a');

describe('findWishProblems', () => {
  it.each<[string, PoolWish]>([
    ['a GPU alone', {accelerator: 't4'}],
    ['its whole name', {accelerator: 'NVIDIA-Tesla-T4', count: 4, machineType: 'n1-standard-64'}],
    ['a model alone', {model: 'llama2-70b'}],
    ['zones of the region', {accelerator: 'l4', zones: ['us-east4-a', 'us-east4-c']}],
    ['bounds', {accelerator: 'l4', min: 1, max: 1, nodes: 1}],
    ['a ladder', {accelerator: 't4', fallback: ['reservation', 'on-demand', 'us-east4-c', 'l4', 'spot']}],
  ])('finds nothing wrong with %s', (_what, wish) => {
    expect(find(wish)).toEqual([]);
  });

  it.each<[string, PoolWish, string, RegExp]>([
    ['nothing said', {}, 'SHK_GPU_E2014', /Name the GPU/],
    ['a name with capitals', {accelerator: 't4', name: 'GPU_Pool'}, 'SHK_GPU_E2002', /another name/],
    ['a GPU nearly spelt', {accelerator: 'nvidia-tesla-t5'}, 'SHK_GPU_E2003', /Did you mean t4/],
    ['a GPU that is none', {accelerator: 'radeon'}, 'SHK_GPU_E2003', /See which/],
    ['three of them', {accelerator: 't4', count: 3}, 'SHK_GPU_E2004', /Take 4/],
    ['more than there are', {accelerator: 'a100-80gb', count: 16}, 'SHK_GPU_E2004', /Take 8/],
    ['another series', {accelerator: 't4', machineType: 'n2-standard-8'}, 'SHK_GPU_E2005', /Take n1-standard-8/],
    ['a machine with others built in', {accelerator: 'l4', machineType: 'a2-highgpu-1g'}, 'SHK_GPU_E2005', /g2/],
    [
      'a machine with two built in',
      {accelerator: 'l4', machineType: 'g2-standard-24'},
      'SHK_GPU_E2005',
      /g2-standard-4/,
    ],
    ['a machine too large', {accelerator: 'v100', machineType: 'n1-standard-16'}, 'SHK_GPU_E2005', /n1-standard-8/],
    ['most below least', {accelerator: 't4', min: 3, max: 1}, 'SHK_GPU_E2006', /Swap/],
    ['none at the most', {accelerator: 't4', max: 0}, 'SHK_GPU_E2006', /raise --max/],
    ['a start outside the bounds', {accelerator: 't4', nodes: 5, max: 4}, 'SHK_GPU_E2006', /between the two/],
    ['a taint without effect', {accelerator: 't4', taints: ['purpose=gpu']}, 'SHK_GPU_E2007', /Write it so/],
    ['a taint of another effect', {accelerator: 't4', taints: ['a=b:Never']}, 'SHK_GPU_E2007', /Write it so/],
    ['a zone elsewhere', {accelerator: 't4', zones: ['us-west1-b']}, 'SHK_GPU_E2008', /zones of the region/],
    ['a region for a zone', {accelerator: 't4', zones: ['us-east4']}, 'SHK_GPU_E2008', /zones of the region/],
    ['a version of two parts of nothing', {accelerator: 't4', version: 'latest'}, 'SHK_GPU_E2009', /Leave it out/],
    ['spot from a reservation', {accelerator: 't4', spot: true, reservation: 'llm'}, 'SHK_GPU_E2012', /one of them/],
    ['a rung nearly spelt', {accelerator: 't4', fallback: ['reservaton']}, 'SHK_GPU_E2013', /Did you mean reservation/],
    ['a rung in another region', {accelerator: 't4', fallback: ['us-west1-b']}, 'SHK_GPU_E2013', /one of these/],
    ['a model nearly spelt', {model: 'lama2-70b'}, 'SHK_GPU_E2001', /Did you mean llama2-70b/],
  ])('finds %s', (_what, wish, code, advice) => {
    const found = find(wish);
    expect(found.map((one) => one.code)).toEqual([code]);
    expect(found[0]?.field).toMatch(/^--/);
    expect(found[0]?.detail).toMatch(/^Allowed|neither/);
    expect(JSON.stringify(found[0]?.tries)).toMatch(advice);
  });

  it('tells everything at once', () => {
    const found = find({accelerator: 't4', count: 3, min: 2, max: 1, taints: ['x'], zones: ['us-west1-b']});
    expect(found.map(({code}) => code)).toEqual(['SHK_GPU_E2004', 'SHK_GPU_E2006', 'SHK_GPU_E2007', 'SHK_GPU_E2008']);
  });
});
