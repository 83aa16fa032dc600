import {describe, expect, it} from 'vitest';
import {endOfLifeAhead} from '../../../../src/checks/gke/end-of-life-ahead.js';
import {versionNewestPatch} from '../../../../src/checks/gke/version-newest-patch.js';
import {versionsOverlap} from '../../../../src/checks/gke/versions-overlap.js';
import type {Check} from '../../../../src/model/finding.js';
import type {InstallConfig} from '../../../../src/model/install-config.js';
import type {ServerVersions} from '../../../../src/model/ports/clusters.js';
import {createConfig, judge} from '../check-deployment.js';
import {createClusterFact} from './create-cluster-fact.js';

const offer = (masterVersions: readonly string[], stable: readonly string[] = []): ServerVersions => ({
  defaultVersion: masterVersions[0] ?? '',
  masterVersions,
  nodeVersions: masterVersions,
  channels: stable.length === 0 ? [] : [{channel: 'stable', defaultVersion: stable[0] ?? '', validVersions: stable}],
});
const old = offer(['1.28.3-gke.1', '1.27.7-gke.200', '1.27.3-gke.100', '1.26.5-gke.1']);
const late = offer(['1.36.1-gke.1', '1.33.11-gke.1']);
const withCluster = (traits: Partial<InstallConfig['cluster']>) =>
  createConfig(({cluster}) => ({cluster: {...cluster, ...traits}}));
const look = (check: Check, offered: ServerVersions, traits: Partial<InstallConfig['cluster']> = {}, nowMs?: number) =>
  judge(
    check,
    {'gke-offer': offered, cluster: null},
    {config: withCluster(traits), ...(nowMs === undefined ? {} : {nowMs})},
  );

describe('gke/versions-overlap', () => {
  it('says what is offered, what is supported, and what to do, where they do not meet', () => {
    expect(look(versionsOverlap, late)).toMatchSnapshot();
  });

  it('names the channel on which they do meet', () => {
    const [finding] = look(versionsOverlap, offer(['1.33.11-gke.1'], ['1.27.7-gke.200']));
    expect(finding?.verdict).toBe('fail');
    expect(finding?.tries[0]?.text).toContain('cluster.channel: stable');
  });

  it('passes on one common minor, of the planned channel', () => {
    expect(look(versionsOverlap, old)).toMatchObject([{verdict: 'pass', observed: '1.26, 1.27 without a channel'}]);
    expect(look(versionsOverlap, offer(['1.27.7-gke.200'], ['1.33.1-gke.1']), {channel: 'stable'})).toMatchObject([
      {verdict: 'fail'},
    ]);
  });

  it('does not take an empty answer for an offer of nothing', () => {
    expect(look(versionsOverlap, offer([]))).toMatchObject([{verdict: 'unknown'}]);
  });

  it('leaves a cluster that stands alone', () => {
    expect(judge(versionsOverlap, {'gke-offer': late, cluster: createClusterFact()})).toMatchObject([
      {verdict: 'skipped'},
    ]);
  });
});

describe('gke/version-newest-patch', () => {
  it.each<[string, string | undefined, string]>([
    ['nothing is asked for', undefined, 'pass'],
    ['a minor is', '1.27', 'pass'],
    ['an old patch is', '1.27.3-gke.100', 'warn'],
    ['a version that is not offered is', '1.25', 'fail'],
    ['a version outside the window is', '1.28', 'fail'],
  ])('%s', (_, version, verdict) => {
    expect(look(versionNewestPatch, old, {version})).toMatchObject([{verdict}]);
  });
});

describe('gke/end-of-life-ahead', () => {
  const end = Date.UTC(2024, 9, 1);
  const day = 86_400_000;

  it.each([
    [61, 'pass'],
    [60, 'warn'],
    [0, 'warn'],
    [-1, 'fail'],
  ])('%d days before: %s', (days, verdict) => {
    expect(look(endOfLifeAhead, old, {}, end - days * day)).toMatchObject([{verdict}]);
  });

  it('goes by the version of a cluster that stands, and its channel', () => {
    const standing = (version: string, channel = 'unspecified') =>
      judge(
        endOfLifeAhead,
        {'gke-offer': late, cluster: createClusterFact({version, channel})},
        {nowMs: Date.UTC(2026, 4, 1)},
      )[0]?.verdict;
    expect(standing('1.30.1-gke.1')).toBe('fail');
    expect(standing('1.30.1-gke.1', 'extended')).toBe('pass');
    expect(standing('1.99.1-gke.1')).toBe('pass');
    expect(standing('')).toBe('unknown');
  });

  it('does not know the end of a version that came after the last date it knows', () => {
    const [finding] = judge(
      endOfLifeAhead,
      {'gke-offer': late, cluster: createClusterFact({version: '1.99.1-gke.1'})},
      {nowMs: Date.UTC(2030, 0, 1)},
    );
    expect(finding?.verdict).toBe('unknown');
  });
});
