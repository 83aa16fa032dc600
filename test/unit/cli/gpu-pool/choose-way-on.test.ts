import {describe, expect, it} from 'vitest';
import {chooseWayOn} from '../../../../src/cli/gpu-pool/choose-way-on.js';
import {unknownOffer} from '../../../../src/model/advise-pools.js';
import type {GpuPoolConfig} from '../../../../src/model/install-config.js';
import type {Prompter} from '../../../../src/model/ports/prompter.js';

const pool: GpuPoolConfig = {
  name: 'llm',
  accelerator: 'nvidia-tesla-t4',
  count: 2,
  machineType: 'n1-standard-8',
  zones: ['us-east4-b'],
  nodes: 5,
  autoscaling: {min: 5, max: 5},
  spot: false,
  diskSizeGb: 100,
};
const rungs = [{word: 'spot', pool: {...pool, spot: true}}];
const facts = {offer: unknownOffer, reservations: [], globals: [], gaps: []};
const subject = {
  shortage: {kind: 'stockout', running: 2, expected: 5} as const,
  pool,
  rungs,
  facts,
  hasWaited: false,
};

/** Somebody who takes the choice whose label has a word in it. */
const taking = (word: string | undefined): Prompter => ({
  select: async ({choices}) =>
    word === undefined ? 'back' : {value: choices.find(({label}) => label.includes(word))?.value ?? ''},
  input: async () => 'back',
  confirm: async () => 'back',
});

describe('chooseWayOn', () => {
  it('walks the ladder without asking where nobody is there', async () => {
    const alone = {waitMinutes: 0, prompter: undefined};
    expect(await chooseWayOn(subject, alone)).toEqual({kind: 'rung', rung: rungs[0]});
    expect(await chooseWayOn({...subject, rungs: []}, alone)).toEqual({kind: 'stop'});
  });

  it('waits first where it is told to, once, and never for a quota', async () => {
    const patient = {waitMinutes: 15, prompter: undefined};
    expect(await chooseWayOn(subject, patient)).toEqual({kind: 'wait', minutes: 15});
    expect(await chooseWayOn({...subject, hasWaited: true}, patient)).toMatchObject({kind: 'rung'});
    expect(await chooseWayOn({...subject, shortage: {kind: 'quota'}}, patient)).toMatchObject({kind: 'rung'});
  });

  it.each([
    ['Keep', {kind: 'keep'}],
    ['Wait', {kind: 'wait', minutes: 60}],
    ['Shrink it to the 2 of 5', {kind: 'shrink'}],
    ['ladder (spot)', {kind: 'rung', rung: rungs[0]}],
    ['Stop', {kind: 'stop'}],
    [undefined, {kind: 'stop'}],
  ])('does what somebody takes: %s', async (word, way) => {
    expect(await chooseWayOn(subject, {waitMinutes: 0, prompter: taking(word)})).toEqual(way);
  });
});
