import {describe, expect, it} from 'vitest';
import {selectProposedSteps} from '../../../src/plan/select-proposed-steps.js';
import {selectWayBack} from '../../../src/plan/select-way-back.js';

const revision = (number: number, status: string, chart: string, description = 'shakinstall abc') => ({
  name: 'r',
  revision: number,
  status,
  chart,
  updatedAt: '',
  description,
});

describe('the revision to go back to', () => {
  const done = [revision(1, 'superseded', 'p-1'), revision(2, 'superseded', 'p-1'), revision(3, 'deployed', 'p-2')];
  const failed = [revision(1, 'superseded', 'p-1'), revision(2, 'deployed', 'p-1'), revision(3, 'failed', 'p-2')];
  const select = (history: typeof done, asked?: number, isAttemptOpen = false) =>
    selectWayBack(history, {asked, isAttemptOpen})?.revision;

  it('is the last one of the release before', () => expect(select(done)).toBe(2));
  it('is the one that is still deployed while an attempt is open', () =>
    expect(select(failed, undefined, true)).toBe(2));
  it('is the one that was asked for, if it ever served', () => {
    expect(select(done, 1)).toBe(1);
    expect(select(failed, 3)).toBeUndefined();
  });
  it('is none where there was no other release', () => expect(select(done.slice(0, 2))).toBeUndefined());
  it('is no failed one that helm has called superseded since', () => {
    const history = [
      revision(1, 'superseded', 'p-1'),
      revision(2, 'superseded', 'p-2', 'Upgrade "r" failed: x'),
      revision(3, 'deployed', 'p-3'),
    ];
    expect(select(history)).toBe(1);
    expect(select(history, 2)).toBeUndefined();
  });
});

describe('the numbered steps', () => {
  const step = (key: string, kind: 'none' | 'create') => ({key, title: key, change: {kind}}) as never;
  const update = {
    name: 'drop',
    title: '',
    phase: 'before-chart',
    image: '',
    script: '',
    namespace: '',
    isPrefixed: true,
    secrets: [],
    isReversible: false,
    remains: 'gone',
    timeoutMinutes: 1,
  } as const;
  const upgrade = {isRequired: false, isHotfix: false, through: [], updates: [update], replaces: []};
  const plan = (steps: never[]) => ({deployment: '', release: '', fingerprint: '', steps});

  it('say until which there is a way back', () => {
    const steps = [
      step('a', 'none'),
      step('b', 'create'),
      step('upgrade/run-update[drop]', 'create'),
      step('c', 'create'),
    ];
    expect(selectProposedSteps(plan(steps), upgrade)).toMatchObject({
      reversibleUntil: 1,
      remains: ['gone'],
      steps: [{number: 1, key: 'b'}, {number: 2}, {number: 3, key: 'c'}],
    });
  });

  it('have a way back everywhere where every script can be undone', () => {
    expect(selectProposedSteps(plan([step('b', 'create')]), {...upgrade, updates: []})).not.toHaveProperty(
      'reversibleUntil',
    );
  });
});
