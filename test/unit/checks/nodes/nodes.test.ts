import {describe, expect, it} from 'vitest';
import {gpusOffered} from '../../../../src/checks/nodes/gpus-offered.js';
import {nodesReady} from '../../../../src/checks/nodes/nodes-ready.js';
import {poolsAsPlanned} from '../../../../src/checks/nodes/pools-as-planned.js';
import {poolsHealthy} from '../../../../src/checks/nodes/pools-healthy.js';
import {quotasLeaveRoom} from '../../../../src/checks/nodes/quotas-leave-room.js';
import {taintsBearable} from '../../../../src/checks/nodes/taints-bearable.js';
import {versionsClose} from '../../../../src/checks/nodes/versions-close.js';
import {withoutPressure} from '../../../../src/checks/nodes/without-pressure.js';
import type {NodeGroup, NodeTrouble} from '../../../../src/checks/probes/nodes-probe.js';
import type {Check} from '../../../../src/model/finding.js';
import {createConfig, judge, verdictsOf} from '../check-deployment.js';

const nowMs = Date.UTC(2026, 10, 24);
const minutes = (count: number) => nowMs - count * 60_000;

const createGroup = (group: Partial<NodeGroup> = {}): NodeGroup => ({
  pool: 'default-pool',
  count: 2,
  ready: 2,
  cordoned: 0,
  versions: ['v1.27.7-gke.1121000'],
  zones: ['northamerica-northeast1-c'],
  labels: {},
  taints: [],
  strangeTaints: [],
  accelerator: null,
  withoutGpus: [],
  gpus: 0,
  ...group,
});
const createTrouble = (trouble: Partial<NodeTrouble> = {}): NodeTrouble => ({
  name: 'node-1',
  pool: 'default-pool',
  zone: 'northamerica-northeast1-c',
  condition: 'Ready',
  reason: 'NodeStatusUnknown',
  message: 'Kubelet stopped posting node status.',
  sinceMs: minutes(7),
  heardMs: minutes(8),
  ...trouble,
});
const nodes = (groups: readonly NodeGroup[], troubles: readonly NodeTrouble[] = [], count = 2) => ({
  nodes: {count, groups, troubles},
});
const verdicts = (check: Check, facts: object, config = createConfig()) =>
  judge(check, facts as Record<string, unknown>, {config, nowMs}).map(({verdict}) => verdict);

describe('nodes/nodes-ready', () => {
  it('shows a silent node with how long it is silent', () => {
    expect(judge(nodesReady, nodes([createGroup()], [createTrouble()]), {nowMs})).toMatchSnapshot();
  });

  it('lets a node join, and does not take a cluster without nodes for a healthy one', () => {
    const joining = createTrouble({reason: 'KubeletNotReady', sinceMs: minutes(1)});
    expect(verdicts(nodesReady, nodes([createGroup()], [joining]))).toEqual(['pass']);
    expect(verdicts(nodesReady, nodes([createGroup()], [{...joining, sinceMs: minutes(3)}]))).toEqual(['fail']);
    expect(verdicts(nodesReady, nodes([], [], 0))).toEqual(['fail']);
  });

  it('says nothing of a node that is cordoned', () => {
    expect(verdicts(nodesReady, nodes([createGroup({cordoned: 1})]))).toEqual(['pass']);
  });
});

describe('nodes/without-pressure', () => {
  it('fails on conditions other than readiness only', () => {
    expect(verdicts(withoutPressure, nodes([createGroup()], [createTrouble()]))).toEqual(['pass']);
    const full = createTrouble({condition: 'DiskPressure', reason: 'KubeletHasDiskPressure', message: 'full'});
    expect(verdicts(withoutPressure, nodes([createGroup()], [full]))).toEqual(['fail']);
  });
});

describe('nodes/versions-close', () => {
  it.each<[string, string[], string]>([
    ['v1.27.7-gke.1', ['v1.27.3-gke.9'], 'pass'],
    ['v1.27.7-gke.1', ['v1.25.3-gke.9', 'v1.27.3-gke.9'], 'warn'],
    ['v1.27.7-gke.1', ['v1.24.3-gke.9'], 'fail'],
    ['v1.31.0-gke.1', ['v1.28.3-gke.9'], 'warn'],
    ['v1.31.0-gke.1', ['v1.27.3-gke.9'], 'fail'],
    ['v1.27.7-gke.1', ['v1.28.3-gke.9'], 'fail'],
    ['v1.27.7-gke.1', ['unknown'], 'unknown'],
  ])('a control plane %s with nodes %j: %s', (version, versions, verdict) => {
    expect(
      verdicts(versionsClose, {
        ...nodes([createGroup({versions})]),
        'api-server': {version, quickestMs: 1, asked: 6, failures: []},
      }),
    ).toEqual([verdict]);
  });
});

describe('nodes/gpus-offered', () => {
  it('says nothing of pools without GPUs, and names the nodes that offer none', () => {
    expect(verdicts(gpusOffered, nodes([createGroup()]))).toEqual([]);
    const gpu = {pool: 'gpu-pool', accelerator: 'nvidia-tesla-t4'};
    expect(verdicts(gpusOffered, nodes([createGroup({...gpu, gpus: 2})]))).toEqual(['pass']);
    expect(judge(gpusOffered, nodes([createGroup({...gpu, withoutGpus: ['gpu-1']})]))).toMatchSnapshot();
  });
});

describe('nodes/taints-bearable', () => {
  const taint = {taint: 'dedicated=batch:NoSchedule', count: 2};
  const pods = (message: string) => ({
    pods: {
      groups: [{kind: 'unscheduled', message, namespace: 'hyperplane-core', owner: {kind: 'Deployment', name: 'x'}}],
    },
  });
  const kept = pods('0/2 nodes are available: 2 node(s) had untolerated taint {dedicated: batch}.');

  it('fails where a pod is kept out, warns where only some nodes of a pool have it', () => {
    const tainted = nodes([createGroup({strangeTaints: [taint]})]);
    expect(verdicts(taintsBearable, {...tainted, ...kept})).toEqual(['fail']);
    expect(verdicts(taintsBearable, {...tainted, ...pods('Insufficient cpu')})).toEqual(['pass']);
    const partly = nodes([createGroup({strangeTaints: [{...taint, count: 1}]})]);
    expect(verdicts(taintsBearable, {...partly, pods: {groups: []}})).toEqual(['warn']);
  });

  it('knows a pool that is tainted as a whole from one that only its nodes say so of', () => {
    const tainted = {...nodes([createGroup({strangeTaints: [taint]})]), pods: {groups: []}};
    const cluster = (taints: readonly object[]) => ({cluster: {nodePools: [{name: 'default-pool', taints}]}});
    expect(verdicts(taintsBearable, {...tainted, ...cluster([])})).toEqual(['warn']);
    expect(
      verdicts(taintsBearable, {...tainted, ...cluster([{key: 'dedicated', value: 'batch', effect: 'NO_SCHEDULE'}])}),
    ).toEqual(['pass']);
  });
});

describe('the checks of node pools', () => {
  const config = createConfig();
  const [planned] = config.nodePools;
  const pool = (change: object = {}) => ({
    name: planned?.name,
    status: 'RUNNING',
    statusMessage: '',
    machineType: planned?.machineType,
    labels: planned?.labels,
    taints: [],
    accelerators: [],
    ...change,
  });
  const resource = `Node pool ${planned?.name}`;
  const judgePool = (change: object) =>
    verdictsOf(judge(poolsAsPlanned, {cluster: {nodePools: [pool(change)]}}, {config}))[resource];

  it('find a pool that is missing, without its labels, or of other machines', () => {
    expect(judgePool({})).toBe('pass');
    expect(judgePool({labels: {}})).toBe('fail');
    expect(judgePool({machineType: 'e2-micro'})).toBe('fail');
    expect(judgePool({name: 'other'})).toBe('fail');
  });

  it('compare its nodes with its least size', () => {
    const min = planned?.autoscaling?.min ?? planned?.nodes ?? 0;
    const sized = (count: number) =>
      verdictsOf(
        judge(
          poolsAsPlanned,
          {cluster: {nodePools: [pool()]}, ...nodes([createGroup({pool: planned?.name ?? '', count})])},
          {config},
        ),
      )[resource];
    expect(sized(min)).toBe('pass');
    expect(sized(min - 1)).toBe('warn');
  });

  it('name the step that makes a missing pool', () => {
    const [found] = judge(poolsAsPlanned, {cluster: {nodePools: []}}, {config}).filter(
      (judgement) => judgement.resource === resource,
    );
    expect(found?.mendedBy).toBe(`cluster/create-node-pool[${planned?.name}]`);
  });

  it('have nothing to say of a cluster that is not there', () => {
    expect(verdicts(poolsAsPlanned, {cluster: null})).toEqual([]);
    expect(verdicts(poolsHealthy, {cluster: null})).toEqual([]);
  });

  it('pass on GKE’s own words about a pool in error', () => {
    const healthy = (change: object) => judge(poolsHealthy, {cluster: {nodePools: [pool(change)]}}, {config});
    expect(healthy({}).map(({verdict}) => verdict)).toEqual(['pass']);
    expect(healthy({status: 'PROVISIONING'}).map(({verdict}) => verdict)).toEqual(['pass']);
    expect(
      healthy({
        status: 'RUNNING_WITH_ERROR',
        statusMessage: '[GCE_STOCKOUT]: Instance creation failed: The zone does not have enough resources available',
      }),
    ).toMatchSnapshot();
  });
});

describe('nodes/quotas-leave-room', () => {
  const quota = (name: string, usage: number | null, limit: number, kind = 'regional') => ({
    cluster: {nodePools: []},
    quotas: {limits: [{kind, name, usage, limit}], familyObstacle: null},
  });

  it.each<[string, number | null, number, string[]]>([
    ['CPUS', 23, 24, ['pass']],
    ['CPUS', 24, 24, ['warn']],
    ['CPUS', 25, 24, ['fail']],
    ['CPUS', null, 24, []],
    ['CPUS', 5, -1, []],
    ['COMMITTED_NVIDIA_T4_GPUS', 0, 0, []],
    ['SNAPSHOTS', 9, 9, []],
  ])('%s with %j of %d used: %j', (name, usage, limit, expected) => {
    expect(verdicts(quotasLeaveRoom, quota(name, usage, limit))).toEqual(expected);
  });
});
