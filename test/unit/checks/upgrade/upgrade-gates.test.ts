import {describe, expect, it} from 'vitest';
import {evaluateGates} from '../../../../src/checks/evaluate/evaluate-gates.js';
import {upgradeGates} from '../../../../src/checks/upgrade-gates.js';
import type {UpgradeFacts} from '../../../../src/model/upgrade-facts.js';

const nowMs = Date.parse('2024-02-03T03:00:00Z');
const hourMs = 3_600_000;
const upgrade = {isRequired: false, isHotfix: false, through: [], updates: [], replaces: []};
const outline = (version: string, change: Partial<UpgradeFacts['candidate']> = {}): UpgradeFacts['candidate'] => ({
  version,
  chart: `shakudo-platform-${version}.0`,
  kubernetes: {range: '>=1.25 <1.29', minimum: '1.25', below: '1.29'},
  upgrade,
  ...change,
});
const revision = (
  number: number,
  status: string,
  chart = 'shakudo-platform-2024.01.0',
  description = 'shakinstall abc',
) => ({
  name: 'shakudo-hyperplane',
  revision: number,
  status,
  chart,
  updatedAt: '',
  description,
});
const difference: UpgradeFacts['difference'] = {
  from: '2024.01',
  to: '2024.02',
  images: [],
  values: [],
  conflicts: [],
  keptEdits: [],
  created: [],
  deleted: [],
  changed: [],
  refused: [],
  untried: [],
  definitions: [],
  restarts: [],
  hooks: [],
};
/** Everything as it should be. */
const open: UpgradeFacts = {
  nowMs,
  helm: {release: 'shakudo-hyperplane', namespace: 'hyperplane-core'},
  installed: outline('2024.01'),
  candidate: outline('2024.02'),
  isHotfixAsked: false,
  attempt: undefined,
  history: [revision(1, 'superseded'), revision(2, 'deployed')],
  pending: undefined,
  cluster: {version: '1.27.3-gke.100', pools: [{name: 'core', version: '1.26.6-gke.1700'}]},
  complaints: [],
  quotas: [],
  room: {state: 'known', free: {cpus: 4, memoryBytes: 2 ** 33}, mayGrow: false},
  backup: {state: 'known', atMs: nowMs - hourMs, maxAgeHours: 24},
  window: undefined,
  drift: [],
  difference,
  closure: {state: 'known', registry: 'r.example', release: '/releases/2024.02', images: 3, missing: []},
  signatures: [{verdict: 'pass', observed: 'all signed', expected: 'signed', tries: []}],
  vulnerabilities: [{verdict: 'pass', observed: 'nothing is known', expected: 'none', tries: []}],
};
/** A Deployment that starts so many pods beside the old ones, each with so many CPUs. */
const rollout = (pods: number, cpus: number) => ({
  object: 'Deployment core/a',
  replicas: 4,
  hasGap: false,
  twice: {pods, cpus, memoryBytes: 2 ** 30},
  why: 'spec.template.spec',
});
const attempt = {from: '2024.01', to: '2024.02', isRequired: true, fingerprint: 'f', outcome: 'failed'} as const;
const judge = (change: Partial<UpgradeFacts>, waivers: Parameters<typeof evaluateGates>[2]['waivers'] = []) =>
  evaluateGates(upgradeGates, {...open, ...change}, {waivers, nowMs});
const codes = (change: Partial<UpgradeFacts>) => judge(change).refusals.map(({code}) => code.slice(-4));

describe('the gates of an upgrade', () => {
  it('are open where everything is as it should be', () => {
    const {findings, refusals} = judge({});
    expect(refusals).toEqual([]);
    expect(findings.map(({verdict}) => verdict)).toEqual(findings.map(() => 'pass'));
  });

  it('each have a code and an id of their own', () => {
    expect(new Set(upgradeGates.map(({code}) => code)).size).toBe(upgradeGates.length);
    expect(new Set(upgradeGates.map(({id}) => id)).size).toBe(upgradeGates.length);
  });

  const cases: ReadonlyArray<readonly [string, string, Partial<UpgradeFacts>]> = [
    ['a downgrade', '2001', {candidate: outline('2023.12')}],
    ['the same release', '2001', {candidate: outline('2024.01')}],
    [
      'a required release skipped',
      '2002',
      {candidate: outline('2024.03', {upgrade: {...upgrade, through: ['2024.02']}})},
    ],
    ['a required release left failed', '2003', {attempt, candidate: outline('2024.03')}],
    ['a control plane below the window', '2004', {cluster: {version: '1.24.17', pools: []}}],
    ['a pool above the window', '2004', {cluster: {version: '1.28.3', pools: [{name: 'core', version: '1.29.0'}]}}],
    [
      'somebody else’s helm at work',
      '2005',
      {
        history: [revision(2, 'deployed'), revision(3, 'pending-upgrade')],
        pending: {revision: 3, status: 'pending-upgrade', verdict: 'running'},
      },
    ],
    ['a revision by hand', '2005', {history: [revision(2, 'deployed', undefined, 'Upgrade complete')]}],
    ['another chart deployed', '2005', {history: [revision(2, 'deployed', 'shakudo-platform-2023.12.0')]}],
    ['no release at all', '2005', {history: []}],
    ['a failing check', '2006', {complaints: [{id: 'pods/ready', verdict: 'fail', observed: '0 of 2'}]}],
    [
      'a check that could not look',
      '2006',
      {complaints: [{id: 'pods/ready', verdict: 'unknown', observed: 'refused'}]},
    ],
    ['no backup command', '2007', {backup: {state: 'unconfigured'}}],
    ['a backup command that fails', '2007', {backup: {state: 'unknown', message: 'exit 1'}}],
    ['an old backup', '2007', {backup: {state: 'known', atMs: nowMs - 25 * hourMs, maxAgeHours: 24}}],
    ['a backup of the future', '2007', {backup: {state: 'known', atMs: nowMs + 5 * hourMs, maxAgeHours: 24}}],
    ['a closed window', '2008', {window: {kind: 'once', startMs: nowMs + hourMs, endMs: nowMs + 2 * hourMs}}],
    ['a window that is over', '2008', {window: {kind: 'once', startMs: nowMs - 2 * hourMs, endMs: nowMs - hourMs}}],
    ['a hotfix that is none', '2008', {isHotfixAsked: true}],
    ['a quota used up', '2009', {quotas: ['Quota CPUS: 8 of 8 used']}],
    ['pods that find no room beside the old ones', '2009', {difference: {...difference, restarts: [rollout(2, 4)]}}],
    [
      'room that nobody may look at',
      '2009',
      {
        difference: {...difference, restarts: [rollout(1, 1)]},
        room: {state: 'unknown', missing: 'container.pods.list'},
      },
    ],
    ['another change waiting', '2010', {drift: ['Create node pool core']}],
    [
      'an immutable field',
      '2011',
      {
        difference: {
          ...difference,
          refused: [{object: 'Deployment a', message: 'field is immutable', isImmutable: true}],
        },
      },
    ],
    [
      'a change that could not be tried',
      '2011',
      {difference: {...difference, untried: [{object: 'Deployment a', reason: 'timeout'}]}},
    ],
    [
      'a stored version without a home',
      '2012',
      {
        difference: {
          ...difference,
          definitions: [
            {
              name: 'd',
              kind: 'changed',
              fieldsAdded: [],
              fieldsRemoved: [],
              versionsRemoved: ['v1'],
              orphanedVersions: ['v1'],
            },
          ],
        },
      },
    ],
    [
      'a missing image',
      '2013',
      {
        closure: {
          state: 'known',
          registry: 'r',
          release: '/releases/2024.02',
          images: 2,
          missing: [{image: 'a:1', reason: 'not there'}],
        },
      },
    ],
    [
      'a vulnerable image',
      '2020',
      {vulnerabilities: [{verdict: 'fail', resource: 'a:1', observed: '1 CRITICAL', expected: 'none', tries: []}]},
    ],
    [
      'an image that was never scanned, although another one is fine,',
      '2020',
      {
        vulnerabilities: [
          {verdict: 'pass', resource: 'a:1', observed: 'nothing is known', expected: 'none', tries: []},
          {verdict: 'unknown', resource: 'b:1', observed: 'never scanned', expected: 'none', tries: []},
        ],
      },
    ],
    [
      'an image that nobody signed',
      '2019',
      {signatures: [{verdict: 'fail', resource: 'a:1', observed: 'not signed', expected: 'signed', tries: []}]},
    ],
    ['a registry that does not answer', '2013', {closure: {state: 'unknown', missing: 'x', message: 'refused'}}],
  ];
  it.each(cases)('%s closes %s alone', (_name, code, change) => {
    expect(codes(change)).toEqual([code]);
  });

  it('name the command that copies what is missing, as it can be typed', () => {
    const closure = {
      state: 'known',
      registry: 'r.example/a',
      release: '/releases/2024.02',
      images: 2,
      missing: [{image: 'a:1', reason: 'not there'}],
    } as const;
    expect(judge({closure}).refusals[0]?.tries[0]?.command).toBe(
      'shakinstall mirror --release /releases/2024.02 --registry r.example/a',
    );
  });

  it('count what runs twice against what is free, and trust a pool that may grow', () => {
    const say = (change: Partial<UpgradeFacts>) =>
      judge(change).findings.find(({id}) => id === 'upgrade/quotas-leave-room')?.observed;
    const restarts = [rollout(1, 1), rollout(2, 0.5)];
    expect(say({difference: {...difference, restarts}})).toBe(
      '3 pods run twice for a while and ask for 2 CPUs and 3 GiB; 4 CPUs and 8 GiB are free',
    );
    const room = {state: 'known', free: {cpus: 1, memoryBytes: 0}, mayGrow: true} as const;
    expect(codes({difference: {...difference, restarts}, room})).toEqual([]);
    expect(codes({difference: {...difference, restarts}, room: {...room, mayGrow: false}})).toEqual(['2009']);
    expect(say({})).toBe('nothing runs twice');
  });

  it.each<readonly [string, Partial<UpgradeFacts>]>([
    [
      'an interrupted upgrade that left its revision pending',
      {
        history: [revision(2, 'deployed'), revision(3, 'pending-upgrade')],
        pending: {revision: 3, status: 'pending-upgrade', verdict: 'ours'},
      },
    ],
    [
      'the same attempt going on, whatever it has broken',
      {attempt, complaints: [{id: 'pods/ready', verdict: 'fail', observed: '0 of 2'}]},
    ],
    ['an attempt that was rolled back', {attempt: {...attempt, outcome: 'rolled-back'}, candidate: outline('2024.03')}],
    [
      'a rollback as the last revision',
      {history: [revision(2, 'superseded'), revision(3, 'deployed', undefined, 'Rollback to 2')]},
    ],
    [
      'a hotfix outside the window',
      {
        isHotfixAsked: true,
        candidate: outline('2024.02', {upgrade: {...upgrade, isHotfix: true}}),
        window: {kind: 'once', startMs: nowMs + hourMs, endMs: nowMs + 2 * hourMs},
      },
    ],
    [
      'an immutable field of an object that is replaced',
      {
        difference: {
          ...difference,
          refused: [
            {object: 'Deployment a', message: 'field is immutable', isImmutable: true, replaced: 'its selector'},
          ],
        },
      },
    ],
  ])('%s closes none', (_name, change) => {
    expect(codes(change)).toEqual([]);
  });

  it('are opened by a waiver until its day, and say by whom', () => {
    const waiver = {id: 'upgrade/backup-fresh', owner: 'ops', reason: 'test', expires: '2024-02-03'};
    const waived = judge({backup: {state: 'unconfigured'}}, [waiver]);
    expect(waived.refusals).toEqual([]);
    expect(waived.findings.find(({id}) => id === waiver.id)?.waived).toMatchObject({owner: 'ops'});
    expect(judge({backup: {state: 'unconfigured'}}, [{...waiver, expires: '2024-02-02'}]).refusals).toHaveLength(1);
  });

  it('say which comes first, the cluster or the release', () => {
    const tries = (version: string) =>
      judge({cluster: {version, pools: []}}).refusals[0]?.tries.map(({command}) => command);
    expect(tries('1.24.17')?.[0]).toBe('shakinstall cluster upgrade --to 1.25');
    expect(tries('1.30.1')?.[0]).toBe('shakinstall releases');
  });
});
