import {expect, it} from 'vitest';
import {namespacesLegal} from '../../../../src/checks/release/namespaces-legal.js';
import type {ReleaseNamespace} from '../../../../src/model/release.js';
import {createConfig, createRelease, judge} from '../check-deployment.js';

const namespace = (name: string, isPrefixed: boolean): ReleaseNamespace => ({name, isPrefixed, createdBy: 'installer'});
const judgeNames = (prefix: string, namespaces: readonly ReleaseNamespace[]) =>
  judge(
    namespacesLegal,
    {},
    {
      config: createConfig(({namespaces: own}) => ({namespaces: {...own, prefix}})),
      release: createRelease({namespaces}),
    },
  );

it.each<[string, string, readonly ReleaseNamespace[], string]>([
  ['without a prefix', '', [namespace('core', true), namespace('istio-system', false)], 'pass'],
  ['of 63 characters', 'p', [namespace('n'.repeat(61), true)], 'pass'],
  ['of more', 'p'.repeat(10), [namespace('n'.repeat(63), true)], 'fail'],
  ['with other letters', '', [namespace('Core', true)], 'fail'],
  ['that Kubernetes keeps', '', [namespace('kube-core', true)], 'fail'],
  ['twice', '', [namespace('core', true), namespace('core', false)], 'fail'],
])('names %s', (_, prefix, namespaces, verdict) => {
  expect(judgeNames(prefix, namespaces).map((found) => found.verdict)).toEqual([verdict]);
});

it('says which two meet', () => {
  expect(judgeNames('', [namespace('core', true), namespace('core', false)])[0]).toMatchSnapshot();
});
