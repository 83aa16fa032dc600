import {describe, expect, it} from 'vitest';
import {createReport} from '../../../../src/checks/evaluate/create-report.js';
import {type EvaluationInputs, evaluateChecks} from '../../../../src/checks/evaluate/evaluate-checks.js';
import type {Check} from '../../../../src/model/finding.js';
import {createCheck} from './create-check.js';

const noon = Date.parse('2026-11-24T12:00:00Z');
const evaluate = (checks: readonly Check[], inputs: Partial<EvaluationInputs> = {}) =>
  evaluateChecks(checks, {facts: {}, waivers: [], nowMs: noon, ...inputs});
const verdicts = (checks: readonly Check[], inputs?: Partial<EvaluationInputs>) =>
  evaluate(checks, inputs).map(({id, verdict, because}) => [id, verdict, ...(because === undefined ? [] : [because])]);

describe('evaluateChecks', () => {
  it('does not judge what needs a failed check, and folds it under the root, however long the chain', () => {
    const checks = [
      createCheck('a/leaf', {}, {needs: ['a/middle']}),
      createCheck('a/middle', {}, {needs: ['a/root']}),
      createCheck('a/root', {verdict: 'fail'}),
      createCheck('a/other'),
    ];
    expect(verdicts(checks)).toEqual([
      ['a/leaf', 'skipped', 'a/root'],
      ['a/middle', 'skipped', 'a/root'],
      ['a/root', 'fail'],
      ['a/other', 'pass'],
    ]);
  });

  it('goes on where a need only warns or does not apply', () => {
    const checks = [
      createCheck('a/warns', {verdict: 'warn'}),
      createCheck('a/idle', {verdict: 'skipped'}),
      createCheck('a/next', {}, {needs: ['a/warns', 'a/idle']}),
    ];
    expect(verdicts(checks).at(-1)).toEqual(['a/next', 'pass']);
  });

  it('does not take a missing fact for a good one', () => {
    const check = createCheck('a/looks', {}, {probes: [{id: 'x'}]});
    expect(verdicts([check])).toEqual([['a/looks', 'unknown']]);
    const refused = {state: 'unknown', kind: 'permission', missing: 'compute.regions.get', message: 'no'} as const;
    expect(evaluate([check], {facts: {x: refused}})).toMatchObject([
      {verdict: 'unknown', observed: 'could not look: no', obstacle: {missing: 'compute.regions.get'}},
    ]);
    expect(verdicts([check], {facts: {x: {state: 'inapplicable', reason: 'not yet'}}})).toEqual([
      ['a/looks', 'skipped'],
    ]);
    expect(verdicts([check], {facts: {x: {state: 'known', value: 1}}})).toEqual([['a/looks', 'pass']]);
  });

  it('says unknown where one of several facts is, even if another does not apply', () => {
    const check = createCheck('a/looks', {}, {probes: [{id: 'x'}, {id: 'y'}]});
    const facts = {
      x: {state: 'inapplicable', reason: 'not yet'},
      y: {state: 'unknown', kind: 'api', missing: 'dns.googleapis.com', message: 'off'},
    } as const;
    expect(verdicts([check], {facts})).toEqual([['a/looks', 'unknown']]);
  });

  it('folds a blind check under the failure that accounts for what it was missing', () => {
    const facts = {x: {state: 'unknown', kind: 'api', missing: 'dns.googleapis.com', message: 'off'}} as const;
    const checks = [
      createCheck('dns/looks', {}, {probes: [{id: 'x'}]}),
      createCheck('services/apis', {verdict: 'fail', explains: ['dns.googleapis.com']}),
    ];
    expect(verdicts(checks, {facts})).toEqual([
      ['dns/looks', 'unknown', 'services/apis'],
      ['services/apis', 'fail'],
    ]);
  });

  it('outlives a check that cannot read its facts', () => {
    const broken = createCheck('a/broken', {}, {
      evaluate: () => {
        throw new TypeError('x is undefined');
      },
    } as unknown as Check);
    expect(verdicts([broken, createCheck('a/fine')])).toEqual([
      ['a/broken', 'unknown'],
      ['a/fine', 'pass'],
    ]);
  });

  it('gives every check an entry, also one that has nothing to judge', () => {
    const idle = createCheck('a/idle', {}, {evaluate: () => []} as unknown as Check);
    expect(verdicts([idle])).toEqual([['a/idle', 'skipped']]);
  });

  it('does not judge a deployment that no configuration describes', () => {
    expect(verdicts([createCheck('a/deployment', {}, {scope: 'deployment'} as Partial<Check>)])).toEqual([
      ['a/deployment', 'unknown'],
    ]);
  });
});

describe('waivers', () => {
  const failing = createCheck('gke/old', {verdict: 'fail', resource: 'cluster a'});
  const waiver = {id: 'gke/*', owner: 'ops@acme.example', reason: 'known', expires: '2026-11-24'};

  it('cover a finding until the end of their last day, and say who answers for it', () => {
    expect(evaluate([failing], {waivers: [waiver]})).toMatchObject([
      {verdict: 'skipped', waived: {verdict: 'fail', owner: 'ops@acme.example'}},
    ]);
    expect(verdicts([failing], {waivers: [waiver], nowMs: noon + 12 * 3600_000})).toEqual([['gke/old', 'fail']]);
    expect(verdicts([failing], {waivers: [{...waiver, resource: 'cluster b'}]})).toEqual([['gke/old', 'fail']]);
  });

  it('let what needs the finding be judged, and never touch what passes', () => {
    const next = createCheck('gke/next', {}, {needs: ['gke/old']});
    expect(verdicts([failing, next], {waivers: [waiver]})).toEqual([
      ['gke/old', 'skipped'],
      ['gke/next', 'pass'],
    ]);
  });
});

describe('createReport', () => {
  it('counts what was looked at, and what would let the rest be', () => {
    const missing = (id: string, kind: 'permission' | 'api', what: string) => ({
      [id]: {state: 'unknown', kind, missing: what, message: 'no'} as const,
    });
    const checks = [
      createCheck('a/one'),
      createCheck('a/two', {}, {probes: [{id: 'x'}]}),
      createCheck('a/three', {}, {probes: [{id: 'y'}]}),
      createCheck('a/four', {}, {needs: ['a/three']}),
      createCheck('a/idle', {verdict: 'skipped'}),
    ];
    const facts = {...missing('x', 'permission', 'compute.regions.get'), ...missing('y', 'api', 'dns.googleapis.com')};
    const {coverage, summary} = createReport(evaluate(checks, {facts}));
    expect(coverage).toMatchObject({applicable: 4, lookedAt: 1, unknown: 3});
    expect(coverage.missing.map(({missing: what, checks: ids}) => [what, ids])).toEqual([
      ['compute.regions.get', ['a/two']],
      ['dns.googleapis.com', ['a/three']],
    ]);
    expect(summary).toMatchObject({checks: 5, verdict: 'unknown', counts: {pass: 1, unknown: 2, skipped: 2}});
  });

  it('ranks a failure above a warning above an unknown above a pass', () => {
    const worst = (...all: Array<'pass' | 'warn' | 'fail' | 'unknown'>) =>
      createReport(evaluate(all.map((verdict, index) => createCheck(`a/${index}`, {verdict})))).summary.verdict;
    expect([worst('pass'), worst('pass', 'unknown'), worst('unknown', 'warn'), worst('warn', 'fail', 'pass')]).toEqual([
      'pass',
      'unknown',
      'warn',
      'fail',
    ]);
  });
});
