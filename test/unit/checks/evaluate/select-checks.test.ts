import {describe, expect, it} from 'vitest';
import {findIdleGlobs, selectChecks} from '../../../../src/checks/evaluate/select-checks.js';
import {createCheck} from './create-check.js';

const checks = [
  createCheck('credentials/present'),
  createCheck('project/usable', {}, {needs: ['credentials/present']}),
  createCheck('gpu/quota', {}, {needs: ['project/usable']}),
  createCheck('dns/zone'),
];
const select = (only: string[], skip: string[] = []) => selectChecks(checks, {only, skip}).map(({id}) => id);

describe('selectChecks', () => {
  it('takes all where nothing is said, and leaves out what is skipped', () => {
    expect(select([])).toHaveLength(4);
    expect(select([], ['*/usable'])).toEqual(['credentials/present', 'gpu/quota', 'dns/zone']);
  });

  it('takes along what a chosen check needs, so that the root is named', () => {
    expect(select(['gpu/*'])).toEqual(['credentials/present', 'project/usable', 'gpu/quota']);
  });

  it('names globs that match nothing', () => {
    expect(findIdleGlobs(checks, {only: ['gpu/*', 'gpus/*'], skip: ['d?s/zone']})).toEqual(['gpus/*']);
  });
});
