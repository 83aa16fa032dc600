import {describe, expect, it} from 'vitest';
import {fieldsUndisturbed} from '../../../../src/checks/helm/fields-undisturbed.js';
import {created} from '../../../../src/checks/pods/created.js';
import {criticalWorkloadsServe} from '../../../../src/checks/pods/critical-workloads-serve.js';
import {rolledOut} from '../../../../src/checks/pods/rolled-out.js';
import type {WorkloadFact} from '../../../../src/checks/probes/workloads-probe.js';
import type {Check} from '../../../../src/model/finding.js';
import {createGroup, createPodInputs, createWorkload} from './create-pod-facts.js';

const judge = (check: Check, workload: Partial<WorkloadFact>, groups: Parameters<typeof createPodInputs>[0] = []) => {
  const critical = [
    {kind: 'Deployment', namespace: 'hyperplane-core', namePrefix: 'api-server', name: 'api-server-9bb32802'},
  ];
  const inputs = createPodInputs(groups, {workloads: [createWorkload(workload)], critical});
  return check.scope === 'cluster' ? check.evaluate(inputs) : [];
};
const verdict = (...args: Parameters<typeof judge>) => judge(...args).map((found) => found.verdict);

describe('pods/created', () => {
  it('shows the refusal, and what lets the next pod be made', () => {
    const failure =
      'pods "x" is forbidden: exceeded quota: team-limit, requested: pods=1, used: pods=0, limited: pods=0';
    expect(judge(created, {failure, ready: 0})).toMatchSnapshot();
    expect(verdict(created, {})).toEqual(['pass']);
  });
});

describe('pods/rolled-out', () => {
  it('does not trust a status of an earlier generation', () => {
    expect(verdict(rolledOut, {generation: 3, observedGeneration: 2})).toEqual(['fail']);
  });

  it('passes a rollout under way, and fails one that took too long unless its pods say why', () => {
    expect(judge(rolledOut, {isUnderWay: true, wanted: 2})[0]).toMatchObject({
      verdict: 'pass',
      observed: '1 workloads, hyperplane-core/api-server-9bb32802 under way with 1 of 2',
    });
    const overdue = {overdue: 'ReplicaSet "x" has timed out progressing.'};
    expect(verdict(rolledOut, overdue)).toEqual(['fail']);
    expect(verdict(rolledOut, overdue, [createGroup()])).toEqual(['pass']);
  });
});

describe('pods/critical-workloads-serve', () => {
  it.each<[string, Partial<WorkloadFact>, string]>([
    ['serves', {}, 'pass'],
    ['is scaled to 0', {wanted: 0, ready: 0}, 'fail'],
    ['has no pod', {ready: 0}, 'fail'],
    ['is under way', {ready: 0, isUnderWay: true}, 'warn'],
    [
      'is held down by another manager',
      {wanted: 0, ready: 0, foreign: [{manager: 'x', fields: ['spec.replicas']}]},
      'skipped',
    ],
    ['may not create pods', {ready: 0, failure: 'exceeded quota'}, 'skipped'],
    ['is another one', {name: 'other'}, 'fail'],
  ])('one that %s', (_, workload, expected) => {
    expect(verdict(criticalWorkloadsServe, workload)).toEqual([expected]);
  });

  it('leaves it to the pods where they say why', () => {
    expect(verdict(criticalWorkloadsServe, {ready: 0}, [createGroup()])).toEqual(['skipped']);
  });
});

describe('helm/fields-undisturbed', () => {
  it('fails where the other manager took the workload down, and warns else', () => {
    const by = (fields: readonly string[]) => ({
      foreign: [{manager: 'legacy-autoscaler', fields, at: '2026-11-24T11:00:00Z'}],
    });
    expect(verdict(fieldsUndisturbed, {})).toEqual(['pass']);
    expect(verdict(fieldsUndisturbed, by(['spec.template.spec.containers']))).toEqual(['warn']);
    expect(judge(fieldsUndisturbed, {...by(['spec.replicas']), wanted: 0, ready: 0})).toMatchSnapshot();
  });
});
