import {describe, expect, it} from 'vitest';
import type {KubeObject} from '../../../../src/model/ports/kube.js';
import {parseRendered} from '../../../../src/release/parse-rendered.js';
import {compareReleaseVersions} from '../../../../src/release/upgrade/compare-versions.js';
import {diffDefinition} from '../../../../src/release/upgrade/diff-definition.js';
import {diffFields} from '../../../../src/release/upgrade/diff-fields.js';
import {diffImages} from '../../../../src/release/upgrade/diff-images.js';
import {diffObjects} from '../../../../src/release/upgrade/diff-objects.js';
import {diffValues} from '../../../../src/release/upgrade/diff-values.js';
import {listHooks} from '../../../../src/release/upgrade/list-hooks.js';
import {selectRestart} from '../../../../src/release/upgrade/select-restart.js';

const workload = (name: string, image: string, extra = '') => `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: core, labels: {app.kubernetes.io/version: "${image}"}}
spec: {replicas: 2, template: {spec: {containers: [{name: main, image: "app:${image}"}]}}${extra}}
`;
const job = (name: string, hook = '') => `apiVersion: batch/v1
kind: Job
metadata: {name: ${name}, namespace: core${hook === '' ? '' : `, annotations: {helm.sh/hook: "${hook}"}`}}
spec: {template: {spec: {containers: [{name: main, image: "app:1"}]}}}
`;
const read = (...texts: string[]) => parseRendered(texts.join('---\n')).manifests;

describe('versions of releases', () => {
  it.each([
    ['2023.12', '2024.01', -1],
    ['2024.10', '2024.9', 1],
    ['2024.01', '2024.01.0', 0],
    ['2024.01.1', '2024.01', 1],
  ])('%s and %s', (left, right, sign) => {
    expect(Math.sign(compareReleaseVersions(left, right))).toBe(sign);
  });
});

describe('what changes between two renderings', () => {
  it('is told by object and field, without the release’s own number on everything', () => {
    const before = read(workload('a', '1'), workload('b', '1'), job('setup-1'));
    const after = read(workload('a', '2'), workload('c', '1'), job('setup-2'));
    const {created, deleted, changed} = diffObjects(before, after, 'core');
    expect([created, deleted]).toEqual([['Deployment core/c'], ['Deployment core/b']]);
    expect(changed.map(({name, fields}) => [name, fields])).toEqual([
      ['Deployment core/a', [{path: 'spec.template.spec.containers[main].image', from: 'app:1', to: 'app:2'}]],
    ]);
  });

  it('has images by container, a Job’s going by its name without the revision', () => {
    const images = diffImages(
      read(workload('a', '1'), job('setup-install-1')),
      read(workload('a', '2'), job('setup-upgrade-2')),
    );
    expect(images).toEqual([{where: 'Deployment core/a, main', from: 'app:1', to: 'app:2'}]);
  });

  it('names hooks of an upgrade and the Jobs that it starts', () => {
    expect(listHooks(read(job('check', 'pre-upgrade,pre-rollback'), job('test', 'test'), job('setup-2')))).toEqual([
      {object: 'Job core/check', moment: 'pre-upgrade'},
      {object: 'Job core/setup', moment: 'job'},
    ]);
  });
});

describe('values', () => {
  it('are added, removed and changed by path, and secrets are not shown', () => {
    const changes = diffValues({a: {b: '1'}, c: 'x', clientSecret: 'one'}, {a: {b: '2', d: '3'}, clientSecret: 'two'});
    expect(changes).toEqual([
      {path: 'a.b', kind: 'changed', from: '1', to: '2'},
      {path: 'a.d', kind: 'added', to: '3'},
      {path: 'c', kind: 'removed', from: 'x'},
      {path: 'clientSecret', kind: 'changed', from: '(secret)', to: '(secret)'},
    ]);
  });
});

describe('a restart', () => {
  const fields = [{path: 'spec.template.spec.containers[main].image', from: 'a', to: 'b'}];
  const of = (kind: string, spec: object) =>
    selectRestart('x', {apiVersion: 'apps/v1', kind, metadata: {name: 'x'}, spec} as KubeObject, fields);

  it.each([
    ['Deployment', {replicas: 2}, false],
    ['Deployment', {replicas: 1}, false],
    ['Deployment', {replicas: 1, strategy: {type: 'Recreate'}}, true],
    ['Deployment', {replicas: 2, strategy: {rollingUpdate: {maxUnavailable: '100%'}}}, true],
    ['StatefulSet', {replicas: 1}, true],
    ['StatefulSet', {replicas: 3}, false],
    ['DaemonSet', {}, false],
  ])('of a %s %j has a gap: %s', (kind, spec, hasGap) => {
    expect(of(kind, spec)?.hasGap).toBe(hasGap);
  });

  it.each([
    ['Deployment', {replicas: 2}, 1],
    ['Deployment', {replicas: 5}, 2],
    ['Deployment', {replicas: 4, strategy: {rollingUpdate: {maxSurge: 3}}}, 3],
    ['Deployment', {replicas: 4, strategy: {rollingUpdate: {maxSurge: 0, maxUnavailable: 1}}}, undefined],
    ['Deployment', {replicas: 4, strategy: {type: 'Recreate'}}, undefined],
    ['StatefulSet', {replicas: 3}, undefined],
    ['DaemonSet', {}, undefined],
  ])('of a %s %j starts so many pods beside the old ones: %s', (kind, spec, pods) => {
    const container = {name: 'a', resources: {requests: {cpu: '250m', memory: '1Gi'}}};
    const {twice} = of(kind, {...spec, template: {spec: {containers: [container]}}}) ?? {};
    expect(twice).toEqual(pods === undefined ? undefined : {pods, cpus: 0.25, memoryBytes: 2 ** 30});
  });

  it('is none where the pods’ template stays, or where somebody else deletes the pods', () => {
    expect(
      selectRestart('x', {apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'x'}}, [
        {path: 'spec.replicas', from: '1', to: '2'},
      ]),
    ).toBeUndefined();
    expect(of('StatefulSet', {replicas: 1, updateStrategy: {type: 'OnDelete'}})).toBeUndefined();
  });
});

describe('a definition', () => {
  const definition = (
    versions: readonly string[],
    properties: object,
    storedVersions: readonly string[] = [],
  ): KubeObject => ({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: {name: 'things.example.com'},
    spec: {versions: versions.map((name) => ({name, schema: {openAPIV3Schema: {properties}}}))},
    status: {storedVersions},
  });

  it('is told by the fields of its versions', () => {
    const change = diffDefinition(
      definition(['v1'], {spec: {properties: {a: {}}}}),
      definition(['v1'], {spec: {properties: {b: {}}}}),
    );
    expect(change).toMatchObject({fieldsAdded: ['v1.spec.b'], fieldsRemoved: ['v1.spec.a'], versionsRemoved: []});
  });

  it('says which stored versions would be without a home', () => {
    const change = diffDefinition(definition(['v1alpha1', 'v1'], {}, ['v1alpha1', 'v1']), definition(['v1'], {}));
    expect(change).toMatchObject({versionsRemoved: ['v1alpha1'], orphanedVersions: ['v1alpha1']});
  });

  it('is nothing where nothing changes', () => {
    expect(diffDefinition(definition(['v1'], {a: {}}, ['v1']), definition(['v1'], {a: {}}))).toBeUndefined();
  });
});

describe('fields', () => {
  it('go by the names of list items, and by the whole list where they have none', () => {
    expect(diffFields({a: [{name: 'x', v: 1}, {name: 'y'}]}, {a: [{name: 'x', v: 2}]})).toEqual([
      {path: 'a[x].v', from: '1', to: '2'},
      {path: 'a[y]', from: '{"name":"y"}', to: 'nothing'},
    ]);
    expect(diffFields({a: [1]}, {a: [2]})).toEqual([{path: 'a', from: '[1]', to: '[2]'}]);
  });
});
