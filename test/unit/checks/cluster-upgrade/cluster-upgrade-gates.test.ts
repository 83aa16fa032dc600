import {describe, expect, it} from 'vitest';
import {clusterUpgradeGates} from '../../../../src/checks/cluster-upgrade-gates.js';
import {evaluateGates} from '../../../../src/checks/evaluate/evaluate-gates.js';
import type {ClusterUpgradeFacts} from '../../../../src/model/cluster-upgrade-facts.js';
import {parseMaintenanceTimes} from '../../../../src/model/maintenance-times.js';

const nowMs = Date.parse('2024-02-03T03:00:00Z');
const hourMs = 3_600_000;
/** Everything as it should be: a control plane and a pool go one minor further. */
const open: ClusterUpgradeFacts = {
  nowMs,
  wanted: '1.28',
  path: {moves: [{version: '1.28.3-gke.1203000'}, {version: '1.28.3-gke.1203000', pool: 'core'}]},
  controlPlane: '1.27.3-gke.100',
  installed: {
    version: '2024.01',
    chart: 'shakudo-platform-2024.01.0',
    kubernetes: {range: '>=1.25 <1.29', minimum: '1.25', below: '1.29'},
    upgrade: {isRequired: false, isHotfix: false, through: [], updates: [], replaces: []},
  },
  attempt: undefined,
  pending: undefined,
  complaints: [],
  quotas: [],
  window: undefined,
  budgets: [],
  removed: [],
  maintenance: undefined,
  surge: {shortages: [], unknowns: [], mostNodes: 1},
};
const judge = (change: Partial<ClusterUpgradeFacts>, waivers: Parameters<typeof evaluateGates>[2]['waivers'] = []) =>
  evaluateGates(clusterUpgradeGates, {...open, ...change}, {waivers, nowMs});
const codes = (change: Partial<ClusterUpgradeFacts>) => judge(change).refusals.map(({code}) => code.slice(-4));
const verdictOf = (id: string, change: Partial<ClusterUpgradeFacts>) =>
  judge(change).findings.find((finding) => finding.id === `cluster-upgrade/${id}`);
const attempt = {from: '2023.12', to: '2024.01', isRequired: false, fingerprint: 'f'} as const;
const cronJob = {apiVersion: 'batch/v1beta1', kind: 'CronJob', removedIn: '1.25', instead: 'batch/v1'} as const;
const exclusion = (startMs: number, endMs: number) => ({
  exclusions: [{name: 'end-of-year', startMs, endMs, scope: 'NO_UPGRADES'}],
});

describe('the gates of a cluster’s upgrade', () => {
  it('are open where everything is as it should be, and each has a code of its own', () => {
    const {findings, refusals} = judge({});
    expect(refusals).toEqual([]);
    expect(findings.map(({verdict}) => verdict)).toEqual(clusterUpgradeGates.map(() => 'pass'));
    expect(new Set(clusterUpgradeGates.map(({code}) => code)).size).toBe(clusterUpgradeGates.length);
  });

  it.each<readonly [string, string, Partial<ClusterUpgradeFacts>]>([
    ['a version that GKE does not offer', '2031', {path: {problem: '1.28 is not offered here'}}],
    ['a version that the release does not support', '2032', {wanted: '1.29'}],
    ['a release that was begun', '2033', {attempt: {...attempt, outcome: 'begun'}}],
    ['a release that failed', '2033', {attempt: {...attempt, outcome: 'failed'}}],
    ['a revision that helm left pending', '2033', {pending: {revision: 3, status: 'pending-upgrade', verdict: 'ours'}}],
    [
      'a budget that lets no pod go',
      '2034',
      {budgets: [{namespace: 'core', name: 'postgres', reason: '1 of 1 pods are healthy, 1 have to be'}]},
    ],
    ['an object in a version that goes', '2035', {removed: [{...cronJob, where: ['core/backup'], by: 'live objects'}]}],
    ['a manifest in a version that goes', '2035', {removed: [{...cronJob, where: ['a.yaml'], by: 'the release'}]}],
    [
      'a kind that nobody may look at',
      '2035',
      {removed: [{...cronJob, where: ['container.cronJobs.list'], by: 'live objects', isUnseen: true}]},
    ],
    ['an exclusion', '2036', {maintenance: exclusion(nowMs - hourMs, nowMs + hourMs)}],
    ['a window that is still to open', '2036', {window: parseMaintenanceTimes('SU 02:00 4h')}],
    ['a doctor’s complaint', '2037', {complaints: [{id: 'pods/ready', verdict: 'fail', observed: 'none is'}]}],
    ['room that is missing', '2038', {surge: {shortages: ['core: 1 more node takes 16'], unknowns: [], mostNodes: 1}}],
    ['room that nobody knows', '2038', {surge: {shortages: [], unknowns: ['the limits'], mostNodes: 0}}],
    ['a used up quota', '2037', {quotas: ['Quota CPUS: 72 of 72 used']}],
  ])('are closed by %s', (_name, code, change) => {
    expect(codes(change)).toEqual([code]);
  });

  it('do not mind budgets where no nodes are exchanged, nor what is over', () => {
    const budgets = [{namespace: 'core', name: 'postgres', reason: 'none may go'}];
    expect(codes({budgets, path: {moves: [{version: '1.28.3-gke.1203000'}]}})).toEqual([]);
    expect(codes({maintenance: exclusion(nowMs - 2 * hourMs, nowMs - hourMs)})).toEqual([]);
    expect(codes({attempt: {...attempt, outcome: 'rolled-back'}})).toEqual([]);
    expect(codes({window: parseMaintenanceTimes('SA 02:00 4h')})).toEqual([]);
  });

  it('say that the platform comes first, and which command brings it', () => {
    const tries = judge({wanted: '1.29'}).refusals[0]?.tries.map(({command}) => command);
    expect(tries).toEqual(['shakinstall releases --from DIR', 'shakinstall cluster upgrade --to 1.29']);
  });

  it('name the version that removes an API, and what comes in its place', () => {
    const finding = verdictOf('apis-stay', {
      removed: [{...cronJob, where: ['core/backup by kubectl'], by: 'live objects'}],
    });
    expect(finding?.observed).toBe(
      'CronJob batch/v1beta1, gone in 1.25, now batch/v1, in live objects: core/backup by kubectl',
    );
  });

  it('are unknown, never green, where a kind could not be looked at', () => {
    const unseen = {...cronJob, where: ['container.cronJobs.list'], by: 'live objects', isUnseen: true} as const;
    expect(verdictOf('apis-stay', {removed: [unseen]})?.verdict).toBe('unknown');
    // What was found is worse than what was not seen.
    const found = {...cronJob, where: ['core/backup'], by: 'live objects'} as const;
    expect(verdictOf('apis-stay', {removed: [unseen, found]})?.verdict).toBe('fail');
  });

  it('open by a waiver until its day', () => {
    const waiver = {id: 'cluster-upgrade/budgets-let-go', owner: 'o', reason: 'r', expires: '2024-02-28'};
    const budgets = [{namespace: 'core', name: 'postgres', reason: 'none may go'}];
    expect(judge({budgets}, [waiver]).refusals).toEqual([]);
    expect(judge({budgets}, [{...waiver, expires: '2024-02-01'}]).refusals).toHaveLength(1);
  });
});
