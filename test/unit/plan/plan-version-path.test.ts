import {describe, expect, it} from 'vitest';
import {planVersionPath} from '../../../src/plan/plan-version-path.js';

const offered = ['1.28.3-gke.2', '1.28.3-gke.1', '1.27.7-gke.1', '1.26.10-gke.9', '1.25.15-gke.1'];
const plan = (wanted: string, controlPlane: string, pools: Readonly<Record<string, string>> = {}) =>
  planVersionPath({
    wanted,
    controlPlane,
    offered,
    pools: Object.entries(pools).map(([name, version]) => ({name, version})),
  });
const told = (path: ReturnType<typeof plan>) =>
  'problem' in path
    ? path.problem
    : path.moves.map((move) => `${move.part === 'pool' ? move.pool : 'cp'} ${move.version}`);

describe('the way to another minor', () => {
  it('goes one minor at a time, each to the newest that is offered, and then the pools', () => {
    expect(told(plan('1.27', '1.25.15-gke.1', {a: '1.25.15-gke.1', b: '1.27.7-gke.1'}))).toEqual([
      'cp 1.26.10-gke.9',
      'cp 1.27.7-gke.1',
      'a 1.27.7-gke.1',
    ]);
  });

  it('takes the pools along before they would fall too far behind', () => {
    expect(told(plan('1.28', '1.25.15-gke.1', {a: '1.25.15-gke.1'}))).toEqual([
      'cp 1.26.10-gke.9',
      'cp 1.27.7-gke.1',
      'a 1.27.7-gke.1',
      'cp 1.28.3-gke.2',
      'a 1.28.3-gke.2',
    ]);
  });

  it('goes to a whole version where one is named', () => {
    expect(told(plan('1.28.3-gke.1', '1.27.7-gke.1'))).toEqual(['cp 1.28.3-gke.1']);
  });

  it('goes on where it stopped: nothing is moved twice', () => {
    expect(told(plan('1.27', '1.27.7-gke.1', {a: '1.26.10-gke.9', b: '1.27.7-gke.1'}))).toEqual(['a 1.27.7-gke.1']);
    expect(told(plan('1.27', '1.27.7-gke.1', {a: '1.27.7-gke.1'}))).toEqual([]);
  });

  it('is none back, and none to what nobody offers', () => {
    expect(told(plan('1.25', '1.26.10-gke.9'))).toMatch(/never goes back/);
    expect(told(plan('1.29', '1.28.3-gke.2'))).toBe('GKE offers no 1.29 to this cluster');
    expect(told(plan('1.27.7-gke.5', '1.26.10-gke.9'))).toBe('GKE offers no 1.27.7-gke.5 to this cluster');
  });
});
