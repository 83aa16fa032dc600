import {describe, expect, it} from 'vitest';
import {capacitySuffices} from '../../../../src/checks/cluster/capacity-suffices.js';
import {defaultAccountsPresent} from '../../../../src/checks/cluster/default-accounts-present.js';
import {podSecurityAllows} from '../../../../src/checks/cluster/pod-security-allows.js';
import {quotasLeaveRoom} from '../../../../src/checks/cluster/quotas-leave-room.js';
import {webhooksApart} from '../../../../src/checks/cluster/webhooks-apart.js';
import type {ForeignWebhook} from '../../../../src/checks/probes/foreign-webhooks-probe.js';
import type {FreeCapacityFact} from '../../../../src/checks/probes/free-capacity-probe.js';
import type {NamespaceRules} from '../../../../src/checks/probes/namespace-rules-probe.js';
import type {InstallConfig} from '../../../../src/model/install-config.js';
import type {ClusterNeeds, WorkloadNeed} from '../../../../src/release/needs/cluster-needs.js';
import {createConfig, judge} from '../check-deployment.js';

const gib = 2 ** 30;
const workload = (more: Partial<WorkloadNeed> = {}): WorkloadNeed => ({
  kind: 'Deployment',
  namespace: 'core',
  name: 'web',
  pods: 2,
  cpus: 0.5,
  memoryBytes: gib,
  level: 'baseline',
  reasons: ['container web may run as root'],
  ...more,
});
const needs = (...workloads: readonly WorkloadNeed[]): ClusterNeeds => ({
  definitions: [],
  workloads,
});
const rules = (more: Partial<NamespaceRules> = {}): NamespaceRules => ({
  name: 'core',
  enforces: null,
  hasDefaultAccount: true,
  quotas: [],
  ...more,
});
const verdictsOf = (judgements: ReturnType<typeof judge>) => judgements.map(({verdict}) => verdict).join(' ');

describe('cluster/pod-security-allows', () => {
  const look = (own: Partial<NamespaceRules>, ...workloads: readonly WorkloadNeed[]) =>
    judge(podSecurityAllows, {'namespace-rules': [rules(own)], 'release-needs': needs(...workloads)});

  it.each<[string, string | null, readonly WorkloadNeed[], string]>([
    ['no level', null, [workload({level: 'privileged'})], 'pass'],
    ['the widest', 'privileged', [workload({level: 'privileged'})], 'pass'],
    ['the pods’ own', 'baseline', [workload()], 'pass'],
    ['a stricter one', 'restricted', [workload()], 'fail'],
    ['one that is none, which counts as the strictest', 'strict', [workload()], 'fail'],
    ['a stricter one of another namespace', 'restricted', [workload({namespace: 'other'})], 'pass'],
  ])('%s', (_, enforces, workloads, expected) => {
    expect(verdictsOf(look({enforces}, ...workloads))).toBe(expected);
  });

  it('names the pods, what they do, and the level that admits them', () => {
    const [found] = look(
      {enforces: 'restricted'},
      workload({name: 'agent', level: 'privileged', reasons: ['hostNetwork', 'hostPath volume logs', 'hostPID']}),
      ...['a', 'b', 'c', 'd'].map((name) => workload({name})),
    );
    expect(found).toMatchSnapshot();
  });
});

describe('cluster/quotas-leave-room', () => {
  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['wide', {pods: '10', 'requests.cpu': '2', 'requests.memory': '4Gi', 'limits.cpu': '1'}, 'pass'],
    ['exactly enough', {pods: '2', cpu: '1', memory: '2Gi'}, 'pass'],
    ['too few pods', {pods: '1'}, 'fail'],
    ['too few CPUs', {'requests.cpu': '900m'}, 'fail'],
    ['too little memory', {memory: '1500Mi'}, 'fail'],
    ['of something else', {'count/secrets': '0'}, 'pass'],
  ])('%s', (_, hard, expected) => {
    const found = judge(quotasLeaveRoom, {
      'namespace-rules': [rules({quotas: [{name: 'team', hard, used: {}}]})],
      'release-needs': needs(workload(), workload({namespace: 'other', pods: 100})),
    });
    expect(verdictsOf(found)).toBe(expected);
  });

  it('are none', () => {
    expect(judge(quotasLeaveRoom, {'namespace-rules': [rules()], 'release-needs': needs(workload())})).toMatchObject([
      {verdict: 'pass', observed: 'none in the platform’s namespaces'},
    ]);
  });
});

it('names the namespaces without a default account', () => {
  const found = judge(defaultAccountsPresent, {
    'namespace-rules': [rules(), rules({name: 'redis', hasDefaultAccount: false})],
  });
  expect(found.map(({resource, verdict}) => [resource, verdict])).toEqual([['namespace redis', 'fail']]);
  expect(verdictsOf(judge(defaultAccountsPresent, {'namespace-rules': [rules()]}))).toBe('pass');
});

describe('cluster/webhooks-apart', () => {
  const webhook = (more: Partial<ForeignWebhook> = {}): ForeignWebhook => ({
    configuration: 'policies',
    name: 'validate.policies.example',
    failurePolicy: 'Fail',
    server: 'policies/webhook',
    ready: 2,
    isEverywhere: true,
    ...more,
  });
  it.each<[string, readonly ForeignWebhook[], string]>([
    ['none', [], 'pass'],
    ['one that answers', [webhook()], 'pass'],
    ['one outside the cluster', [webhook({ready: null, server: 'https://policies.example'})], 'skipped'],
    ['one that was left behind', [webhook({ready: 0})], 'fail'],
    ['one that lets pass what it cannot see', [webhook({ready: 0, failurePolicy: 'Ignore'})], 'warn'],
  ])('%s', (_, webhooks, expected) => {
    expect(verdictsOf(judge(webhooksApart, {'foreign-webhooks': webhooks}))).toBe(expected);
  });
});

describe('cluster/capacity-suffices', () => {
  const capacity = (more: Partial<FreeCapacityFact> = {}): FreeCapacityFact => ({
    nodes: 4,
    pools: ['hyperplane-system-pool', 'hyperplane-pool'],
    allocatable: {cpus: 16, memoryBytes: 64 * gib},
    taken: {cpus: 4, memoryBytes: 8 * gib},
    largest: {cpus: 4, memoryBytes: 16 * gib},
    ...more,
  });
  const planned = createConfig();
  const existing: InstallConfig = {...planned, cluster: {...planned.cluster, mode: 'existing'}};
  const pools = existing.nodePools.map(({name}) => name);
  it.each<[string, FreeCapacityFact, readonly WorkloadNeed[], string]>([
    ['room', capacity({pools}), [workload({pods: 24})], 'pass'],
    ['too few CPUs', capacity({pools}), [workload({pods: 25})], 'warn'],
    ['too little memory', capacity({pools}), [workload({pods: 9, memoryBytes: 7 * gib})], 'warn'],
    ['no node that is large enough', capacity({pools}), [workload({cpus: 5})], 'fail'],
    ['a large pod that is not wanted', capacity({pools}), [workload({cpus: 5, pods: 0})], 'pass'],
    ['pools that the plan adds', capacity({pools: []}), [workload({pods: 250})], 'skipped'],
  ])('%s', (_, found, workloads, expected) => {
    const judged = judge(
      capacitySuffices,
      {'free-capacity': found, 'release-needs': needs(...workloads)},
      {config: existing},
    );
    expect(verdictsOf(judged)).toBe(expected);
  });
});
