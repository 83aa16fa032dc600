import {describe, expect, it} from 'vitest';
import {selectDrift} from '../../../src/cli/survey-drift.js';
import type {WorldSurvey} from '../../../src/engine/survey-world.js';
import {CloudFailure} from '../../../src/model/cloud-failure.js';
import type {PlannedStep} from '../../../src/model/plan.js';
import type {Change} from '../../../src/model/step.js';

const step = (key: string, change: Change, needs: readonly string[] = []): PlannedStep => ({
  key,
  id: key,
  instance: '',
  runbook: '1',
  phase: 'identity',
  title: key,
  why: '',
  docs: '',
  needs,
  change,
  desired: undefined,
  equivalent: [],
  usualSeconds: [1, 1],
});
const survey = (seen: Partial<WorldSurvey> = {}): WorldSurvey => ({
  observations: new Map(),
  outputs: new Map(),
  assumed: new Set(),
  refusals: new Map(),
  ...seen,
});
const update: Change = {kind: 'update', fields: [{path: 'x', from: 'a', to: 'b'}]};
const unknown: Change = {kind: 'unknown', missing: 'buckets.get', message: 'socket hang up'};
const behindOf = (steps: readonly PlannedStep[], seen: Partial<WorldSurvey> = {}) =>
  Object.fromEntries(selectDrift(steps, survey(seen)).map(({key, behind}) => [key, behind]));

describe('selectDrift', () => {
  it('leaves two changes apart that were both seen, though one needs the other', () => {
    expect(behindOf([step('a', update), step('b', update, ['a'])])).toEqual({a: undefined, b: undefined});
  });

  it('puts what was only assumed behind what it waits for, however far away', () => {
    const steps = [step('a', update), step('b', {kind: 'none'}, ['a']), step('c', {kind: 'create'}, ['b'])];
    expect(behindOf(steps, {assumed: new Set(['c'])})).toEqual({a: undefined, c: ['a']});
    expect(behindOf(steps)).toEqual({a: undefined, c: undefined});
  });

  it('puts what is made of what could not be seen behind that', () => {
    expect(behindOf([step('a', unknown), step('b', update, ['a'])])).toEqual({a: undefined, b: ['a']});
  });

  it('tells silence from a missing permission', () => {
    const refused = (kind: 'unavailable' | 'permission') =>
      selectDrift(
        [step('a', unknown)],
        survey({refusals: new Map([['a', new CloudFailure(kind, '', {action: 'x'})]])}),
      );
    expect(refused('unavailable')).toMatchObject([{obstacle: 'answer'}]);
    expect(refused('permission')).toMatchObject([{obstacle: 'permission'}]);
  });
});
