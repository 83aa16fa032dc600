import {describe, expect, it} from 'vitest';
import {foldCauses} from '../../../../src/checks/evaluate/fold-causes.js';
import type {Finding} from '../../../../src/model/finding.js';

const createFinding = (finding: Partial<Finding>): Finding => ({
  id: 'a/b',
  title: '',
  docs: '',
  verdict: 'fail',
  observed: '',
  expected: '',
  tries: [],
  ...finding,
});
const drift = (mendedBy: string) =>
  createFinding({id: 'drift/plan-converged', verdict: 'warn', resource: mendedBy, mendedBy});
const becauseOf = (findings: readonly Finding[]) => foldCauses(findings).map(({because}) => because);

describe('foldCauses', () => {
  it('folds what only says that a step has work under the finding that says why', () => {
    const disk = createFinding({
      id: 'storage-health/disks-mounted',
      resource: 'Disk x',
      mendedBy: 'storage/create-disk',
    });
    expect(becauseOf([disk, drift('storage/create-disk[conda]')])).toEqual([undefined, 'storage-health/disks-mounted']);
    expect(becauseOf([disk, drift('storage/create-bucket')])).toEqual([undefined, undefined]);
    expect(becauseOf([{...disk, verdict: 'pass'}, drift('storage/create-disk[conda]')])).toEqual([
      undefined,
      undefined,
    ]);
  });

  it('leaves two troubles apart that one step mends', () => {
    const helm = createFinding({
      id: 'helm/release-deployed',
      resource: 'Helm release x',
      mendedBy: 'platform/install-release',
    });
    const job = createFinding({
      id: 'jobs/installation-jobs-complete',
      resource: 'Job y',
      mendedBy: 'platform/install-release',
    });
    expect(becauseOf([helm, job])).toEqual([undefined, undefined]);
  });
});
