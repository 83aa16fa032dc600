import {describe, expect, it} from 'vitest';
import {planConverged} from '../../../../src/checks/drift/plan-converged.js';
import type {PlannedChange} from '../../../../src/model/planned-change.js';
import {judge} from '../check-deployment.js';

const createChange = (kind: PlannedChange['kind']): PlannedChange => ({
  key: 'dns/create-records',
  title: 'Create the DNS records',
  runbook: '20',
  docs: 'https://example.com',
  kind,
  detail: 'data from 198.51.100.7 to 203.0.113.9',
});
const judgeChanges = (changes: readonly PlannedChange[]) => judge(planConverged, {'plan-drift': {steps: 47, changes}});

describe('drift/plan-converged', () => {
  it('passes where the plan has nothing to do', () => {
    expect(judgeChanges([]).map(({verdict, observed}) => [verdict, observed])).toEqual([
      ['pass', '47 steps, none with anything to do'],
    ]);
  });

  it.each<[PlannedChange['kind'], string, string | undefined]>([
    ['create', 'warn', 'dns/create-records'],
    ['update', 'warn', 'dns/create-records'],
    ['foreign', 'warn', undefined],
    ['await', 'skipped', undefined],
    ['unknown', 'unknown', undefined],
  ])('%s is %s, mended by %j', (kind, verdict, mendedBy) => {
    expect(judgeChanges([createChange(kind)])).toMatchObject([{verdict, resource: 'dns/create-records'}]);
    expect(judgeChanges([createChange(kind)])[0]?.mendedBy).toBe(mendedBy);
  });

  it('says of a step what would account for it', () => {
    const followsOf = (change: Partial<PlannedChange>) =>
      judgeChanges([{...createChange('update'), ...change}])[0]?.follows;
    expect(followsOf({objects: ['Deployment a/b']})).toEqual(['step dns/create-records', 'Deployment a/b']);
    expect(followsOf({objects: ['Deployment a/b', 'Service a/c']})).toEqual(['step dns/create-records']);
    expect(followsOf({detail: 'failed calling webhook "w.io": timeout'})).toContain('webhook w.io');
  });

  it('does not take for a change what cannot be told yet', () => {
    const [judgement] = judgeChanges([{...createChange('create'), behind: ['project/enable-services']}]);
    expect(judgement).toMatchObject({verdict: 'skipped', observed: expect.stringContaining('project/enable-services')});
    expect(judgement?.follows).toContain('step project/enable-services');
  });
});
