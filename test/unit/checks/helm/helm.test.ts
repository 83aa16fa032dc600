import {describe, expect, it} from 'vitest';
import {releaseDeployed} from '../../../../src/checks/helm/release-deployed.js';
import {releasePresent} from '../../../../src/checks/helm/release-present.js';
import {createRelease, judge} from '../check-deployment.js';

const nowMs = Date.UTC(2026, 10, 24);
const records = (
  status: string,
  minutes: number | null,
  earlier: readonly object[] = [{revision: 1, status: 'deployed'}],
) => ({
  'helm-records': [
    {
      namespace: 'hyperplane-core',
      release: 'shakudo-hyperplane',
      revisions: [
        {revision: 2, status, changedMs: minutes === null ? null : nowMs - minutes * 60_000, owner: 'helm'},
        ...earlier,
      ],
    },
  ],
});

describe('helm/release-deployed', () => {
  it.each<[string, number | null, string]>([
    ['deployed', 5, 'pass'],
    ['failed', 5, 'fail'],
    ['pending-upgrade', 14, 'warn'],
    ['pending-upgrade', 15, 'fail'],
    ['pending-install', null, 'fail'],
    ['uninstalling', 5, 'fail'],
  ])('%s for %j minutes: %s', (status, minutes, verdict) => {
    expect(judge(releaseDeployed, records(status, minutes), {nowMs}).map((found) => found.verdict)).toEqual([verdict]);
  });

  it('goes back to the last good revision, or begins anew where there is none', () => {
    expect(judge(releaseDeployed, records('pending-upgrade', 60), {nowMs})).toMatchSnapshot();
    const [none] = judge(releaseDeployed, records('pending-install', 60, []), {nowMs});
    expect(none?.tries[0]?.command).toBe('helm uninstall shakudo-hyperplane --namespace hyperplane-core');
  });
});

describe('helm/release-present', () => {
  it('misses the record of the release', () => {
    const release = createRelease();
    const record = {namespace: 'n', release: release.chart.releaseName, revisions: []};
    expect(judge(releasePresent, {'helm-records': [record]}, {release})[0]?.verdict).toBe('pass');
    expect(judge(releasePresent, {'helm-records': []}, {release})[0]?.verdict).toBe('fail');
  });
});
