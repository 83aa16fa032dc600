import {describe, expect, it} from 'vitest';
import {compareReports} from '../../../../src/checks/evaluate/compare-reports.js';
import {createReport} from '../../../../src/checks/evaluate/create-report.js';
import type {Finding} from '../../../../src/model/finding.js';

const finding = (id: string, verdict: Finding['verdict'], resource?: string): Finding => ({
  id,
  title: id,
  docs: '',
  verdict,
  observed: '',
  expected: '',
  tries: [],
  ...(resource === undefined ? {} : {resource}),
});
const compare = (before: readonly Finding[], after: readonly Finding[]) => {
  const {findings, comparison} = compareReports(createReport(after), before, 'yesterday.json');
  return {
    fresh: findings.filter(({isNew}) => isNew === true).map(({id, resource}) => [id, resource]),
    fixed: comparison?.fixed.map(({id, resource}) => [id, resource]),
    counts: comparison?.counts,
  };
};

describe('compareReports', () => {
  it('tells new, old and fixed apart by check and resource', () => {
    const before = [finding('pods/run', 'fail', 'a'), finding('pods/run', 'fail', 'b'), finding('dns/zone', 'pass')];
    const after = [finding('pods/run', 'fail', 'b'), finding('pods/run', 'warn', 'c'), finding('dns/zone', 'fail')];
    expect(compare(before, after)).toEqual({
      fresh: [
        ['pods/run', 'c'],
        ['dns/zone', undefined],
      ],
      fixed: [['pods/run', 'a']],
      counts: {fresh: 2, old: 1, fixed: 1},
    });
  });

  it('does not call fixed what could not be looked at, or was not', () => {
    const before = [finding('pods/run', 'fail', 'a'), finding('gpu/quota', 'fail')];
    expect(compare(before, [finding('pods/run', 'unknown')]).fixed).toEqual([]);
    expect(compare(before, [{...finding('pods/run', 'skipped'), because: 'control-plane/up'}]).fixed).toEqual([]);
    expect(compare(before, []).fixed).toEqual([]);
  });
});
