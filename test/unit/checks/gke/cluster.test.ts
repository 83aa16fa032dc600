import {describe, expect, it} from 'vitest';
import {authorizedNetworksIncludeHere} from '../../../../src/checks/gke/authorized-networks-include-here.js';
import {channelAsPlanned} from '../../../../src/checks/gke/channel-as-planned.js';
import {clusterHealthy} from '../../../../src/checks/gke/cluster-healthy.js';
import {clusterOurs} from '../../../../src/checks/gke/cluster-ours.js';
import {clusterVersionSupported} from '../../../../src/checks/gke/cluster-version-supported.js';
import {controlPlaneReachable} from '../../../../src/checks/gke/control-plane-reachable.js';
import {maintenanceAway} from '../../../../src/checks/gke/maintenance-away.js';
import {networkPolicyEnforced} from '../../../../src/checks/gke/network-policy-enforced.js';
import {nodeImagesRunContainerd} from '../../../../src/checks/gke/node-images-run-containerd.js';
import {nodeVersionsNear} from '../../../../src/checks/gke/node-versions-near.js';
import {operationsIdle} from '../../../../src/checks/gke/operations-idle.js';
import {vpcNative} from '../../../../src/checks/gke/vpc-native.js';
import {workloadIdentityOn} from '../../../../src/checks/gke/workload-identity-on.js';
import type {ClusterFact} from '../../../../src/checks/probes/cluster-probe.js';
import type {Check} from '../../../../src/model/finding.js';
import type {InstallConfig} from '../../../../src/model/install-config.js';
import type {MaintenanceState, NodePoolState} from '../../../../src/model/ports/clusters.js';
import {createConfig, judge} from '../check-deployment.js';
import {createClusterFact, createPoolFact} from './create-cluster-fact.js';

const existing = createConfig(({cluster}) => ({cluster: {...cluster, mode: 'existing'}}));
const verdicts = (check: Check, cluster: ClusterFact | null, config?: InstallConfig, more: object = {}) =>
  judge(check, {cluster, ...more}, config === undefined ? {} : {config}).map(({verdict}) => verdict);
const withCluster = (traits: Partial<InstallConfig['cluster']>) =>
  createConfig(({cluster}) => ({cluster: {...cluster, ...traits}}));

const aboutCluster = [
  clusterOurs,
  clusterHealthy,
  clusterVersionSupported,
  channelAsPlanned,
  maintenanceAway,
  vpcNative,
  workloadIdentityOn,
  networkPolicyEnforced,
];

describe('checks of a cluster that stands', () => {
  it.each(aboutCluster.map((check) => [check.id, check] as const))('%s passes on a good one', (_, check) => {
    expect(verdicts(check, createClusterFact())).toEqual(['pass']);
  });

  it.each(aboutCluster.map((check) => [check.id, check] as const))('%s skips what the plan creates', (_, check) => {
    expect(verdicts(check, null)).toEqual(['skipped']);
  });

  it.each<[string, Check, Partial<ClusterFact>, string]>([
    ['somebody else’s', clusterOurs, {labels: {}}, 'fail'],
    ['another deployment’s', clusterOurs, {labels: {'shakinstall-deployment': 'other'}}, 'fail'],
    ['degraded', clusterHealthy, {status: 'DEGRADED', statusMessage: 'no nodes'}, 'fail'],
    ['in error', clusterHealthy, {status: 'ERROR'}, 'fail'],
    ['being upgraded', clusterHealthy, {status: 'RECONCILING'}, 'pass'],
    ['of no known status', clusterHealthy, {status: 'SLEEPING'}, 'unknown'],
    ['with a broken pool', clusterHealthy, {nodePools: [createPoolFact({status: 'ERROR'})]}, 'warn'],
    ['too new', clusterVersionSupported, {version: '1.28.0-gke.1'}, 'fail'],
    ['too old', clusterVersionSupported, {version: '1.24.17-gke.1'}, 'fail'],
    ['at the lower end', clusterVersionSupported, {version: '1.25.0-gke.1'}, 'pass'],
    ['still being made', clusterVersionSupported, {version: ''}, 'skipped'],
    ['on a channel', channelAsPlanned, {channel: 'regular'}, 'warn'],
    ['routes-based', vpcNative, {isVpcNative: false}, 'fail'],
    ['without Workload Identity', workloadIdentityOn, {workloadPool: ''}, 'fail'],
    ['with another’s Workload Identity', workloadIdentityOn, {workloadPool: 'x.svc.id.goog'}, 'fail'],
    ['without network policy, as planned', networkPolicyEnforced, {hasNetworkPolicy: false}, 'skipped'],
  ])('one that is %s: %o', (_, check, traits, verdict) => {
    expect(verdicts(check, createClusterFact(traits))).toEqual([verdict]);
  });

  it('warns of an existing one that does not enforce network policies', () => {
    expect(verdicts(networkPolicyEnforced, createClusterFact({hasNetworkPolicy: false}), existing)).toEqual(['warn']);
    expect(verdicts(networkPolicyEnforced, createClusterFact({hasNetworkPolicy: undefined}), existing)).toEqual([
      'warn',
    ]);
  });

  it('takes an existing one, whoever made it, and misses one that is not there', () => {
    expect(verdicts(clusterOurs, createClusterFact({labels: {}}), existing)).toEqual(['skipped']);
    expect(verdicts(clusterHealthy, null, existing)).toEqual(['fail']);
  });
});

describe('gke/node-versions-near', () => {
  const near = (master: string, ...versions: string[]) =>
    verdicts(
      nodeVersionsNear,
      createClusterFact({version: master, nodePools: versions.map((version) => createPoolFact({version}))}),
    );

  it('allows two minors before 1.28 and three from then on, and never a newer node', () => {
    expect(
      near('1.27.3-gke.1', '1.27.1-gke.1', '1.26.1-gke.1', '1.25.1-gke.1', '1.24.1-gke.1', '1.28.1-gke.1'),
    ).toEqual(['pass', 'pass', 'warn', 'fail', 'fail']);
    expect(near('1.28.3-gke.1', '1.25.1-gke.1', '1.24.1-gke.1')).toEqual(['warn', 'fail']);
  });

  it('does not know of versions that it cannot read', () => {
    expect(near('1.28.3-gke.1', '')).toEqual(['unknown']);
    expect(near('', '1.28.1-gke.1')).toEqual(['unknown']);
    expect(verdicts(nodeVersionsNear, null)).toEqual([]);
  });
});

describe('gke/node-images-run-containerd', () => {
  it.each<[string | undefined, string]>([
    ['COS_CONTAINERD', 'pass'],
    ['ubuntu_containerd', 'pass'],
    ['WINDOWS_LTSC_CONTAINERD', 'pass'],
    ['COS', 'fail'],
    ['UBUNTU', 'fail'],
    [undefined, 'unknown'],
  ])('%s: %s', (imageType, verdict) => {
    const pool: NodePoolState = createPoolFact({imageType});
    expect(verdicts(nodeImagesRunContainerd, createClusterFact({nodePools: [pool]}))).toEqual([verdict]);
  });
});

describe('gke/maintenance-away', () => {
  const now = Date.UTC(2026, 10, 24, 12);
  const hour = 3_600_000;
  const look = (maintenance: Partial<MaintenanceState>) =>
    judge(
      maintenanceAway,
      {cluster: createClusterFact({maintenance: {exclusions: [], ...maintenance}})},
      {nowMs: now},
    ).map(({verdict}) => verdict);
  const exclusion = (startMs: number, endMs: number) => ({name: 'freeze', startMs, endMs, scope: ''});

  it.each<[string, Partial<MaintenanceState>, string]>([
    ['a window that is open', {dailyStart: '09:00'}, 'warn'],
    ['a window in two hours', {dailyStart: '14:00'}, 'warn'],
    ['a window after that', {dailyStart: '14:01'}, 'pass'],
    ['a window, excluded', {dailyStart: '13:00', exclusions: [exclusion(now - hour, now + 9 * hour)]}, 'pass'],
    [
      'an exclusion that ends too early',
      {dailyStart: '13:00', exclusions: [exclusion(now - hour, now + hour)]},
      'warn',
    ],
    ['exclusions only', {exclusions: [exclusion(0, 1)]}, 'pass'],
    ['a rule of another form', {window: {startMs: 0, endMs: hour, recurrence: 'FREQ=YEARLY'}}, 'unknown'],
  ])('%s: %o', (_, maintenance, verdict) => {
    expect(look(maintenance)).toEqual([verdict]);
  });
});

describe('gke/operations-idle', () => {
  const operation = {name: 'operation-7', type: 'UPGRADE_MASTER', status: 'RUNNING', target: '', detail: '3 of 5'};

  it('names each operation that is under way', () => {
    const [finding] = judge(operationsIdle, {'gke-operations': [operation]});
    expect(finding).toMatchObject({
      verdict: 'warn',
      resource: 'operation operation-7',
      observed: 'UPGRADE_MASTER is RUNNING (3 of 5)',
    });
    expect(judge(operationsIdle, {'gke-operations': []})).toMatchObject([{verdict: 'pass'}]);
  });
});

describe('gke/control-plane-reachable', () => {
  const reach = (state: string, traits: Partial<ClusterFact> = {}) =>
    judge(controlPlaneReachable, {
      cluster: createClusterFact(traits),
      'control-plane-reach': {endpoint: '203.0.113.9', state, message: 'v1.27.3'},
    });

  it('takes a refusal for an answer', () => {
    expect(reach('answers')).toMatchObject([{verdict: 'pass'}]);
    expect(reach('refuses')).toMatchObject([{verdict: 'pass'}]);
  });

  it('names the networks and the private endpoint that may keep us out', () => {
    const authorizedNetworks = [{name: 'vpn', cidr: '198.51.100.0/24'}];
    expect(reach('silent', {authorizedNetworks, privateEndpoint: '203.0.113.9'})).toMatchSnapshot();
    expect(reach('silent')[0]?.tries).toHaveLength(1);
  });
});

describe('gke/authorized-networks-include-here', () => {
  const networks = [{name: 'vpn', cidr: '198.51.100.0/24'}];

  it.each<[string, Partial<InstallConfig['cluster']>, string]>([
    ['none, and a public endpoint', {authorizedNetworks: []}, 'pass'],
    ['every address', {authorizedNetworks: [{name: 'all', cidr: '0.0.0.0/0'}]}, 'pass'],
    ['some', {authorizedNetworks: networks}, 'unknown'],
    ['a private endpoint', {private: {nodes: true, endpoint: true, controlPlaneCidr: '172.16.0.0/28'}}, 'unknown'],
  ])('%s', (_, traits, verdict) => {
    expect(verdicts(authorizedNetworksIncludeHere, null, withCluster(traits))).toEqual([verdict]);
  });

  it('leaves a cluster that stands to the one that tries it', () => {
    expect(verdicts(authorizedNetworksIncludeHere, createClusterFact())).toEqual(['skipped']);
  });
});
