import {describe, expect, it} from 'vitest';
import {networkPoliciesAllow} from '../../../../src/checks/istio/network-policies-allow.js';
import {webhooksAnswer} from '../../../../src/checks/istio/webhooks-answer.js';
import {webhooksServed} from '../../../../src/checks/istio/webhooks-served.js';
import {matchesSelector} from '../../../../src/checks/probes/matches-selector.js';
import {selectTrialObject} from '../../../../src/checks/probes/trial-object.js';
import type {WebhookFact} from '../../../../src/checks/probes/webhooks-probe.js';
import {judge} from '../check-deployment.js';

const webhook = (change: Partial<WebhookFact> = {}): WebhookFact => ({
  configuration: 'istio-sidecar-injector',
  kind: 'MutatingWebhookConfiguration',
  name: 'namespace.sidecar-injector.istio.io',
  failurePolicy: 'Fail',
  hasAuthority: true,
  namespace: 'istio-system',
  service: 'istiod',
  hasService: true,
  targetPorts: [15017],
  ready: 1,
  trial: {state: 'answered', message: 'Pod admitted'},
  ...change,
});
const look = (check: Parameters<typeof judge>[0], change: Partial<WebhookFact>, more = {}) =>
  judge(check, {webhooks: {webhooks: [webhook(change)]}, ...more})[0];

describe('webhooks', () => {
  it('need a Service, a ready pod and an authority; one that fails open is not in the way', () => {
    expect(look(webhooksServed, {})?.verdict).toBe('pass');
    for (const change of [{hasService: false}, {ready: 0}, {hasAuthority: false}]) {
      expect(look(webhooksServed, change)?.verdict).toBe('fail');
      expect(look(webhooksServed, {...change, failurePolicy: 'Ignore'})?.verdict).toBe('warn');
    }
  });

  it('are unknown where the trial is not permitted, and skipped where there is nothing to try', () => {
    const refused = {state: 'refused', kind: 'permission', missing: 'container.pods.create', message: 'no'} as const;
    expect(look(webhooksAnswer, {trial: refused})).toMatchObject({
      verdict: 'unknown',
      obstacle: {missing: 'container.pods.create'},
    });
    expect(look(webhooksAnswer, {trial: {state: 'untried', message: 'x'}})?.verdict).toBe('skipped');
  });

  it('that do not answer say whether it is the road or the certificate', () => {
    const road = look(webhooksAnswer, {trial: {state: 'failed', message: 'context deadline exceeded'}});
    expect(road?.tries[0]?.text).toContain('tcp:15017');
    const trust = look(webhooksAnswer, {trial: {state: 'failed', message: 'x509: unknown authority'}});
    expect(trust?.tries[0]?.text).toContain('CA bundle');
  });

  it('are shut out by policies for pods alone, and let in by any one that has their port', () => {
    const place = {namespace: 'istio-system', service: 'istiod'};
    const policies = (list: unknown) => ({'webhook-policies': [{...place, policies: list}]});
    const closed = [{name: 'pods-only', openPorts: []}];
    const failed = {state: 'failed', message: 'context deadline exceeded'} as const;
    expect(look(networkPoliciesAllow, {}, policies([]))?.verdict).toBe('pass');
    expect(look(networkPoliciesAllow, {}, policies(closed))?.verdict).toBe('warn');
    expect(look(networkPoliciesAllow, {trial: failed}, policies(closed))?.verdict).toBe('fail');
    expect(look(networkPoliciesAllow, {}, policies([...closed, {name: 'web', openPorts: [15017]}]))?.verdict).toBe(
      'pass',
    );
    expect(look(networkPoliciesAllow, {}, policies([...closed, {name: 'all', openPorts: null}]))?.verdict).toBe('pass');
  });
});

describe('the object that a webhook is tried with', () => {
  const namespaces = [
    {apiVersion: 'v1', kind: 'Namespace', metadata: {name: 'plain', labels: {}}},
    {apiVersion: 'v1', kind: 'Namespace', metadata: {name: 'mesh', labels: {'istio-injection': 'enabled'}}},
  ];
  const pods = [{apiGroups: [''], operations: ['CREATE'], resources: ['pods']}];

  it('lies where the webhook wants to see it, and carries the labels that it asks for', () => {
    const inMesh = {namespaceSelector: {matchLabels: {'istio-injection': 'enabled'}}, rules: pods};
    expect(selectTrialObject(inMesh, namespaces, 'trial')?.metadata.namespace).toBe('mesh');
    const asked = {
      objectSelector: {matchExpressions: [{key: 'sidecar.istio.io/inject', operator: 'In', values: ['true']}]},
      rules: pods,
    };
    expect(selectTrialObject(asked, namespaces, 'trial')?.metadata.labels).toEqual({'sidecar.istio.io/inject': 'true'});
  });

  it('is none where no object of a known kind would be reviewed', () => {
    expect(
      selectTrialObject({rules: [{apiGroups: ['apps'], operations: ['*'], resources: ['*']}]}, namespaces, 't'),
    ).toBeUndefined();
    expect(
      selectTrialObject({rules: [{apiGroups: [''], operations: ['DELETE'], resources: ['pods']}]}, namespaces, 't'),
    ).toBeUndefined();
  });

  it('is chosen by selectors as Kubernetes reads them', () => {
    const not = {matchExpressions: [{key: 'a', operator: 'NotIn', values: ['x']}]};
    expect(matchesSelector(undefined, {})).toBe(true);
    expect(matchesSelector(not, {})).toBe(true);
    expect(matchesSelector(not, {a: 'x'})).toBe(false);
    expect(matchesSelector({matchExpressions: [{key: 'a', operator: 'DoesNotExist'}]}, {a: ''})).toBe(false);
  });
});
