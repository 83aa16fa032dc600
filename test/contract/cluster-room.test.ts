import {afterAll, beforeAll, expect, it} from 'vitest';
import {capacitySuffices} from '../../src/checks/cluster/capacity-suffices.js';
import {defaultAccountsPresent} from '../../src/checks/cluster/default-accounts-present.js';
import {podSecurityAllows} from '../../src/checks/cluster/pod-security-allows.js';
import {quotasLeaveRoom} from '../../src/checks/cluster/quotas-leave-room.js';
import {webhooksApart} from '../../src/checks/cluster/webhooks-apart.js';
import {definitionsCurrent} from '../../src/checks/release/definitions-current.js';
import {collectFactSet, selectLookSubject, selectSubjectTarget} from '../../src/cli/collect-fact-set.js';
import {judgeFactSet} from '../../src/cli/judge-fact-set.js';
import type {KubeObject} from '../../src/model/ports/kube.js';
import {type OpenWorld, openWorld} from '../worlds/open-world.js';
import {worlds} from '../worlds/worlds.js';

const checks = [
  definitionsCurrent,
  defaultAccountsPresent,
  quotasLeaveRoom,
  podSecurityAllows,
  webhooksApart,
  capacitySuffices,
];

/** What somebody left in the cluster before the platform comes. */
const leftBehind: readonly KubeObject[] = [
  {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {name: 'hyperplane-core', labels: {'pod-security.kubernetes.io/enforce': 'restricted'}},
  },
  {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: {name: 'team', namespace: 'hyperplane-core'},
    spec: {hard: {pods: '1', 'count/secrets': '50'}},
  },
  {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: {name: 'certificates.cert-manager.io'},
    spec: {
      group: 'cert-manager.io',
      scope: 'Namespaced',
      names: {plural: 'certificates', kind: 'Certificate'},
      versions: [{name: 'v1alpha2', served: true, storage: true, schema: {openAPIV3Schema: {type: 'object'}}}],
    },
  },
  {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingWebhookConfiguration',
    metadata: {name: 'left-behind'},
    webhooks: [
      {
        name: 'pods.left-behind.example',
        failurePolicy: 'Fail',
        sideEffects: 'None',
        admissionReviewVersions: ['v1'],
        clientConfig: {service: {namespace: 'default', name: 'gone'}},
        rules: [{apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods']}],
      },
    ],
  },
];

let world: OpenWorld;
beforeAll(async () => {
  const definition = worlds.find(({name}) => name === 'foreign-cluster');
  if (definition === undefined) throw new Error('the world is gone');
  world = await openWorld(definition);
  const {ports} = world.workspace;
  const target = await selectSubjectTarget(selectLookSubject(world.workspace));
  for (const object of leftBehind) await ports.operator.kube.apply(target, object, {isDryRun: false, force: true});
}, 60_000);
afterAll(() => world?.close());

it('finds what stands in the way of the platform in a cluster that others use', async () => {
  const {findings} = judgeFactSet(checks, await collectFactSet(selectLookSubject(world.reopen()), checks));
  const told = findings.map(({id, verdict, resource, observed}) => `${verdict} ${id} ${resource ?? ''}: ${observed}`);
  expect(told).toContainEqual(
    expect.stringMatching(/^fail release\/definitions-current certificates\.cert-manager\.io: .*v1alpha2/),
  );
  expect(told).toContainEqual(expect.stringMatching(/^fail cluster\/quotas-leave-room hyperplane-core\/team: pods: 1/));
  expect(told).toContainEqual(
    expect.stringMatching(/^fail cluster\/pod-security-allows namespace hyperplane-core: enforces restricted/),
  );
  expect(told).toContainEqual(expect.stringMatching(/^fail cluster\/webhooks-apart left-behind .*default\/gone/));
  expect(told).toContainEqual(expect.stringMatching(/^pass cluster\/default-accounts-present/));
  expect(told).toContainEqual(expect.stringMatching(/^skipped cluster\/capacity-suffices .*hyperplane-pool/));
  expect(findings.filter(({verdict}) => verdict === 'fail')).toHaveLength(4);
}, 60_000);
