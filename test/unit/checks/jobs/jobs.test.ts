import {describe, expect, it} from 'vitest';
import {imagesCurrent} from '../../../../src/checks/jobs/images-current.js';
import {installationJobsComplete} from '../../../../src/checks/jobs/installation-jobs-complete.js';
import type {JobFact} from '../../../../src/checks/probes/jobs-probe.js';
import {createRelease, judge} from '../check-deployment.js';

const nowMs = Date.UTC(2026, 10, 24);
const image = 'gcr.io/x/api-server-base:2023.12.0';
const createJob = (job: Partial<JobFact> = {}): JobFact => ({
  namespace: 'hyperplane-core',
  name: 'hyperplane-pod-specs-1',
  state: 'complete',
  failedPods: 0,
  images: [image],
  createdMs: nowMs - 10 * 60_000,
  ...job,
});
const jobs = (job: Partial<JobFact>, name: string | null = 'hyperplane-pod-specs-1') => ({
  jobs: {jobs: [createJob(job)], critical: [{namespace: 'hyperplane-core', namePrefix: 'hyperplane-pod-specs', name}]},
});

describe('jobs/installation-jobs-complete', () => {
  it.each<[string, Partial<JobFact>, string]>([
    ['complete', {}, 'pass'],
    ['under way', {state: 'running'}, 'pass'],
    ['late', {state: 'running', createdMs: nowMs - 31 * 60_000}, 'fail'],
    ['trying again', {state: 'running', failedPods: 2}, 'fail'],
    ['failed', {state: 'failed', message: 'BackoffLimitExceeded'}, 'fail'],
    ['suspended', {state: 'suspended'}, 'warn'],
  ])('one that is %s', (_, job, verdict) => {
    expect(judge(installationJobsComplete, jobs(job), {nowMs}).map((found) => found.verdict)).toEqual([verdict]);
  });

  it('misses one that was never made', () => {
    const found = judge(installationJobsComplete, jobs({}, null), {nowMs});
    expect(found.map(({verdict}) => verdict)).toEqual(['pass', 'warn']);
  });

  it('repeats what a failed one said', () => {
    const group = {
      namespace: 'hyperplane-core',
      owner: {kind: 'Job', name: 'hyperplane-pod-specs-1'},
      kind: 'crash',
      message: 'Error',
      log: ['error: relation "schema_migrations" does not exist'],
    };
    const failed = jobs({state: 'failed', message: 'BackoffLimitExceeded', failedPods: 4});
    expect(judge(installationJobsComplete, {...failed, pods: {groups: [group]}}, {nowMs})).toMatchSnapshot();
  });
});

describe('jobs/images-current', () => {
  it('compares versions, wherever the image is kept', () => {
    const release = createRelease({images: [image]});
    const verdict = (used: string) =>
      judge(imagesCurrent, jobs({images: [used]}), {release, nowMs}).map((found) => found.verdict);
    expect(verdict(image)).toEqual(['pass']);
    expect(verdict('mirror.example/shakudo/api-server-base:2023.12.0')).toEqual(['pass']);
    expect(verdict('gcr.io/x/api-server-base:2023.11.0')).toEqual(['fail']);
    expect(verdict('gcr.io/x/api-server-base')).toEqual(['fail']);
    expect(verdict('docker.io/library/busybox:1')).toEqual([]);
  });
});
