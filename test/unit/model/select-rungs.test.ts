import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {unknownOffer} from '../../../src/model/advise-pools.js';
import {findMachineMisfit} from '../../../src/model/find-machine-misfit.js';
import {type AcceleratorType, acceleratorTypes} from '../../../src/model/gpu-hosts.data.js';
import {acceleratorShortNames} from '../../../src/model/gpu-names.js';
import type {GpuPoolConfig} from '../../../src/model/install-config.js';
import {listWaysOn} from '../../../src/model/list-ways-on.js';
import {selectRungs} from '../../../src/model/select-rungs.js';

const places = {
  'nvidia-tesla-t4': ['us-east4-a', 'us-east4-b', 'us-east4-c'],
  'nvidia-l4': ['us-east4-a', 'us-east4-c'],
  'nvidia-tesla-v100': ['us-west1-b'],
};
const offer = {
  ...unknownOffer,
  accelerators: Object.entries(places).flatMap(([type, zones]) => zones.map((zone) => ({type, zone}))),
};
const reservation = {
  name: 'llm',
  zone: 'us-east4-b',
  machineType: 'n1-standard-8',
  count: 4,
  inUse: 1,
  isSpecific: true,
};
const around = {offer, reservations: [reservation]};
const pool: GpuPoolConfig = {
  name: 'gpu-t4-2',
  accelerator: 'nvidia-tesla-t4',
  count: 2,
  machineType: 'n1-standard-8',
  zones: ['us-east4-b'],
  nodes: 0,
  autoscaling: {min: 0, max: 2},
  spot: false,
  diskSizeGb: 100,
};
const climb = (...fallback: string[]) => selectRungs({...pool, fallback}, around);
const words = (...fallback: string[]) => climb(...fallback).rungs.map(({word}) => word);

describe('selectRungs', () => {
  it('begins with the pool as it is written, and changes one thing after the other', () => {
    const {rungs, gaps} = climb('us-east4-c', 'l4', 'spot');
    expect(gaps).toEqual([]);
    expect(rungs.map(({word, pool: {accelerator, zones, spot}}) => [word, accelerator, zones, spot])).toEqual([
      [undefined, 'nvidia-tesla-t4', ['us-east4-b'], false],
      ['us-east4-c', 'nvidia-tesla-t4', ['us-east4-c'], false],
      ['l4', 'nvidia-l4', ['us-east4-c'], false],
      ['spot', 'nvidia-l4', ['us-east4-c'], true],
    ]);
  });

  it('begins with a reservation where the ladder does', () => {
    const {rungs} = climb('reservation', 'on-demand', 'us-east4-c');
    expect(rungs.map(({word, pool: {reservation: name}}) => [word, name])).toEqual([
      ['reservation', 'llm'],
      [undefined, undefined],
      ['us-east4-c', undefined],
    ]);
  });

  it('leaves out what is not here, with the reason, and what is tried already', () => {
    const {rungs, gaps} = climb('on-demand', 'v100', 'us-east4-b', 'spot');
    expect(rungs.map(({word}) => word)).toEqual([undefined, 'spot']);
    expect(gaps).toEqual([{word: 'v100', reason: 'nvidia-tesla-v100 is in no zone of us-east4'}]);
    const full = selectRungs({...pool, fallback: ['reservation']}, {offer, reservations: [{...reservation, inUse: 4}]});
    expect(full.rungs.map(({word}) => word)).toEqual([undefined]);
    expect(full.gaps[0]?.reason).toContain('no reservation of n1-standard-8');
  });

  it('puts another GPU where it is, with as much memory, for the same workloads', () => {
    const [, rung] = climb('l4').rungs;
    expect(rung?.pool).toMatchObject({
      name: 'gpu-t4-2',
      accelerator: 'nvidia-l4',
      count: 2,
      machineType: 'g2-standard-24',
      zones: ['us-east4-a'],
      taints: ['purpose=gpu-t4:NoSchedule'],
    });
  });

  it('comes to pools that machines carry, each once, whatever the ladder', () => {
    const word = fc.constantFrom(
      'reservation',
      'on-demand',
      'spot',
      'us-east4-a',
      'us-east4-c',
      ...acceleratorShortNames,
    );
    const everywhere = {
      offer: {
        ...offer,
        accelerators: acceleratorTypes.flatMap((type) =>
          ['us-east4-a', 'us-east4-b', 'us-east4-c'].map((zone) => ({type, zone})),
        ),
      },
      reservations: [reservation],
    };
    fc.assert(
      fc.property(fc.array(word, {maxLength: 8}), (fallback) => {
        const {rungs} = selectRungs({...pool, fallback}, everywhere);
        expect(rungs.length).toBeGreaterThan(0);
        const shapes = rungs.map(({pool: {accelerator, count, machineType, zones, spot, reservation: name}}) =>
          JSON.stringify([accelerator, count, machineType, zones, spot, name]),
        );
        expect(new Set(shapes).size).toBe(shapes.length);
        for (const {pool: one} of rungs) {
          expect(findMachineMisfit(one.accelerator as AcceleratorType, one.machineType, one.count)).toBeUndefined();
          expect(one.spot && one.reservation !== undefined).toBe(false);
        }
      }),
    );
  });
});

describe('listWaysOn', () => {
  const labels = (shortage: Parameters<typeof listWaysOn>[0], ...fallback: string[]) =>
    listWaysOn(shortage, pool, climb(...fallback).rungs.slice(1), around).map(({label}) => label);

  it('offers everything after a stockout', () => {
    expect(labels({kind: 'stockout', running: 2, expected: 5}, 'l4')).toEqual([
      'Keep it as it stands',
      'Wait, for at most 60 minutes',
      'Shrink it to the 2 of 5 nodes that stand',
      'Next of the ladder (l4): 2 × l4 on g2-standard-24 in us-east4-a',
      'Instead: 2 × t4 on n1-standard-8 in us-east4-a',
      'Instead: 2 × t4 on n1-standard-8 in us-east4-c',
      'Instead: 2 × t4 on n1-standard-8 in us-east4-b, spot',
      'Instead: 2 × t4 on n1-standard-8 in us-east4-b, from reservation llm',
      'Stop here',
    ]);
  });

  it('offers nothing to wait for where a quota is short', () => {
    expect(labels({kind: 'quota', metric: 'NVIDIA_T4_GPUS'})).not.toContain('Wait, for at most 60 minutes');
    expect(words('spot')).toContain('spot');
  });
});
