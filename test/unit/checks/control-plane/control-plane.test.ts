import {describe, expect, it} from 'vitest';
import {answersEachTime} from '../../../../src/checks/control-plane/answers-each-time.js';
import {answersPromptly} from '../../../../src/checks/control-plane/answers-promptly.js';
import {clusterRunning} from '../../../../src/checks/control-plane/cluster-running.js';
import {keysLast} from '../../../../src/checks/control-plane/keys-last.js';
import {namespacesEnd} from '../../../../src/checks/control-plane/namespaces-end.js';
import {operationsSettled} from '../../../../src/checks/control-plane/operations-settled.js';
import {evaluateChecks} from '../../../../src/checks/evaluate/evaluate-checks.js';
import {projectBilled} from '../../../../src/checks/project/project-billed.js';
import type {Check, Fact} from '../../../../src/model/finding.js';
import {judge} from '../check-deployment.js';

const nowMs = Date.UTC(2026, 10, 24);
const dayMs = 86_400_000;
const verdicts = (check: Check, facts: Readonly<Record<string, unknown>>) =>
  judge(check, facts, {nowMs}).map(({verdict}) => verdict);

describe('control-plane/cluster-running', () => {
  it.each<[object | null, string]>([
    [{status: 'RUNNING', statusMessage: '', version: '1.27.7'}, 'pass'],
    [{status: 'RUNNING', statusMessage: 'something', version: '1.27.7'}, 'warn'],
    [{status: 'RECONCILING', statusMessage: '', version: '1.27.7'}, 'warn'],
    [{status: 'DEGRADED', statusMessage: 'All nodes are unreachable', version: '1.27.7'}, 'fail'],
    [null, 'fail'],
  ])('%j: %s', (cluster, verdict) => {
    expect(verdicts(clusterRunning, {cluster})).toEqual([verdict]);
  });

  it('does not take a cluster for gone while its API is disabled', () => {
    const asked = ['container.googleapis.com'];
    expect(verdicts(clusterRunning, {cluster: null, services: {asked, enabled: []}})).toEqual(['skipped']);
    expect(verdicts(clusterRunning, {cluster: null, services: {asked, enabled: asked}})).toEqual(['fail']);
  });
});

describe('control-plane/operations-settled', () => {
  const operation = (startedAt: string | undefined) => ({
    name: 'operation-1',
    type: 'UPGRADE_NODES',
    status: 'RUNNING',
    target: 'https://container.googleapis.com/v1/projects/p/locations/l/clusters/c/nodePools/n',
    detail: '',
    startedAt,
  });

  it('warns of one under way, and fails on one that does not end', () => {
    const young = new Date(nowMs - 10 * 60_000).toISOString();
    expect(verdicts(operationsSettled, {'gke-operations': []})).toEqual(['pass']);
    expect(verdicts(operationsSettled, {'gke-operations': [operation(young)]})).toEqual(['warn']);
    expect(verdicts(operationsSettled, {'gke-operations': [operation(undefined)]})).toEqual(['warn']);
    const old = new Date(nowMs - 61 * 60_000).toISOString();
    expect(judge(operationsSettled, {'gke-operations': [operation(old)]}, {nowMs})).toMatchSnapshot();
  });

  it('accounts for an API server that does not answer while its control plane is worked on', () => {
    const young = new Date(nowMs - 60_000).toISOString();
    const upgrade = {...operation(young), type: 'UPGRADE_MASTER'};
    const [found] = judge(operationsSettled, {'gke-operations': [upgrade]}, {nowMs});
    expect(found?.observed).toBe(
      'GKE upgrades the control plane: UPGRADE_MASTER on clusters/c/nodePools/n is RUNNING for 1 min',
    );
    expect(found?.explains).toEqual(['answers of the API server']);
    const [other] = judge(operationsSettled, {'gke-operations': [operation(young)]}, {nowMs});
    expect(other?.explains).toBeUndefined();
  });
});

const answers = {version: 'v1.27.7', asked: 7, quickestMs: 40, failures: [] as string[]};

describe('control-plane/answers-promptly', () => {
  it('warns beyond two seconds', () => {
    expect(verdicts(answersPromptly, {'api-server': {...answers, quickestMs: 2000}})).toEqual(['pass']);
    expect(verdicts(answersPromptly, {'api-server': {...answers, quickestMs: 2001}})).toEqual(['warn']);
    expect(verdicts(answersPromptly, {'api-server': {...answers, quickestMs: null}})).toEqual(['skipped']);
  });
});

describe('control-plane/answers-each-time', () => {
  const unanswered: Fact = {state: 'unknown', kind: 'answer', missing: 'GET /api/v1/pods', message: 'socket hang up'};
  const look = (failures: readonly string[], others: Readonly<Record<string, Fact>> = {}) =>
    evaluateChecks([answersEachTime], {
      facts: {'api-server': {state: 'known', value: {...answers, failures}}, ...others},
      nowMs,
      waivers: [],
    });

  it('passes where every question was answered', () => {
    expect(look([])).toMatchObject([{verdict: 'pass', observed: '7 of 7 small requests'}]);
  });

  it('warns of what it was not answered itself, and of what others were not', () => {
    expect(look(['socket hang up'])).toMatchObject([
      {verdict: 'warn', observed: '6 of 7 small requests were answered: socket hang up'},
    ]);
    expect(look([], {pods: unanswered})).toMatchObject([{verdict: 'warn', explains: ['answers of the API server']}]);
  });

  it('is not concerned with what others than the API server did not answer', () => {
    expect(look([], {quotas: {...unanswered, missing: 'compute.regions.get'}})).toMatchObject([{verdict: 'pass'}]);
    expect(look([], {pods: {...unanswered, kind: 'permission'}})).toMatchObject([{verdict: 'pass'}]);
  });
});

describe('control-plane/namespaces-end', () => {
  const ending = (minutes: number) => ({
    namespaces: {
      count: 3,
      ending: [{name: 'hyperplane-old', sinceMs: nowMs - minutes * 60_000, remains: ['Some content has finalizers']}],
    },
  });

  it('gives a namespace its minutes, and then says what is left in it', () => {
    expect(verdicts(namespacesEnd, ending(2))).toEqual(['pass']);
    expect(judge(namespacesEnd, ending(45), {nowMs})).toMatchSnapshot();
  });
});

describe('control-plane/keys-last', () => {
  const account = (change: object) => ({
    'account-keys': [{email: 'd@p.iam.gserviceaccount.com', exists: true, isDisabled: false, keys: [], ...change}],
  });
  const key = (days: number | null) => ({id: 'k', validBeforeMs: days === null ? null : nowMs + days * dayMs});

  it.each<[string, object, string]>([
    ['no account', {exists: false}, 'fail'],
    ['a disabled account', {isDisabled: true, keys: [key(null)]}, 'fail'],
    ['no key', {}, 'fail'],
    ['a key without an end', {keys: [key(null)]}, 'pass'],
    ['a key that lasts', {keys: [key(30)]}, 'pass'],
    ['a key that ends soon', {keys: [key(29)]}, 'warn'],
    ['a key that has ended', {keys: [key(-1)]}, 'fail'],
    ['an old key beside one that lasts', {keys: [key(-1), key(300)]}, 'pass'],
  ])('%s', (_, change, verdict) => {
    expect(verdicts(keysLast, account(change))).toEqual([verdict]);
  });
});

describe('project/project-billed', () => {
  it('fails without billing, and is not green where it may not look', () => {
    const services = (isBilled: object) => ({services: {isBilled}});
    expect(verdicts(projectBilled, services({state: 'seen', value: true}))).toEqual(['pass']);
    expect(verdicts(projectBilled, services({state: 'seen', value: false}))).toEqual(['fail']);
    const unseen = {state: 'unseen', missing: 'resourcemanager.projects.get', message: 'denied', isPermission: true};
    expect(verdicts(projectBilled, services(unseen))).toEqual(['unknown']);
  });
});
