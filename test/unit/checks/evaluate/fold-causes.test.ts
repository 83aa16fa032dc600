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
  createFinding({
    id: 'drift/plan-converged',
    verdict: 'warn',
    resource: mendedBy,
    mendedBy,
    follows: [`step ${mendedBy}`],
  });
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

  const pods = createFinding({id: 'pods/ready', resource: 'Deployment core/web', explains: ['Deployment core/web']});
  const route = createFinding({id: 'road/routes-lead-on', verdict: 'warn', follows: ['Deployment core/web']});

  it('folds the end of the road under the pods that it ends at, and what was not looked at for its sake too', () => {
    const hop = createFinding({id: 'road/realm-answers', follows: ['Deployment core/web']});
    const next = createFinding({id: 'road/login-page-opens', verdict: 'skipped', because: 'road/realm-answers'});
    expect(becauseOf([pods, route, hop, next])).toEqual([undefined, 'pods/ready', 'pods/ready', 'pods/ready']);
  });

  it('leaves the end of the road by itself where no pod of it is in trouble', () => {
    expect(becauseOf([{...pods, verdict: 'pass'}, route])).toEqual([undefined, undefined]);
    expect(becauseOf([{...pods, explains: ['Deployment core/other']}, route])).toEqual([undefined, undefined]);
  });

  it('keeps what waits for a check of which something stands by itself', () => {
    const other = createFinding({id: 'road/realm-answers', follows: ['Deployment core/else']});
    const folded = createFinding({id: 'road/realm-answers', follows: ['Deployment core/web']});
    const next = createFinding({id: 'road/login-page-opens', verdict: 'skipped', because: 'road/realm-answers'});
    expect(becauseOf([pods, folded, other, next]).at(-1)).toBe('road/realm-answers');
  });

  it('goes on to what a workload waits for', () => {
    const waiting = createFinding({
      id: 'pods/ready',
      verdict: 'skipped',
      explains: ['Deployment core/web'],
      follows: ['StatefulSet db/postgres'],
    });
    const database = createFinding({id: 'pods/containers-stay-up', explains: ['StatefulSet db/postgres']});
    expect(becauseOf([waiting, database, route])).toEqual([undefined, undefined, 'pods/containers-stay-up']);
    expect(becauseOf([waiting, route])).toEqual([undefined, undefined]);
  });

  it('goes on from one that waits to the one of the same check that it waits for', () => {
    const waiting = createFinding({
      id: 'pods/scheduled',
      verdict: 'skipped',
      explains: ['Deployment core/api-server'],
      follows: ['Deployment pg/pgbouncer'],
    });
    const root = createFinding({id: 'pods/scheduled', explains: ['Deployment pg/pgbouncer']});
    const route = createFinding({id: 'road/routes-lead-on', verdict: 'warn', follows: ['Deployment core/api-server']});
    expect(becauseOf([root, waiting, route])).toEqual([undefined, undefined, 'pods/scheduled']);
  });

  it('does not go round in a circle', () => {
    const a = createFinding({id: 'a/a', explains: ['x'], follows: ['y']});
    const b = createFinding({id: 'b/b', explains: ['y'], follows: ['x']});
    const roots = becauseOf([a, b]).filter((because) => because === undefined);
    expect(roots.length).toBeGreaterThan(0);
  });

  it('folds what Google left unanswered under Google, and nothing else', () => {
    const google = createFinding({id: 'services/google-answers', verdict: 'warn', explains: ['answers of Google']});
    const look = (missing: string, kind: 'answer' | 'permission' = 'answer') =>
      createFinding({id: 'x/y', verdict: 'unknown', obstacle: {kind, missing, message: ''}});
    const others = [
      look('clusters.get'),
      look('GET /api/v1'),
      look('dns A x @1.1.1.1'),
      look('clusters.get', 'permission'),
    ];
    expect(becauseOf([google, ...others])).toEqual([
      undefined,
      'services/google-answers',
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('lends a root the step that brings its object back', () => {
    const step = 'platform/apply-manifests[static/x]';
    const changed = {...drift(step), follows: [`step ${step}`, 'Deployment core/web']};
    expect(foldCauses([pods, changed])).toMatchObject([{mendedBy: step}, {because: 'pods/ready'}]);
    expect(foldCauses([pods, route])[0]?.mendedBy).toBeUndefined();
  });
});
