import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {nodesLargeEnough} from '../../../../src/checks/cluster/nodes-large-enough.js';
import {oneIngress} from '../../../../src/checks/cluster/one-ingress.js';
import {policiesEnforced} from '../../../../src/checks/cluster/policies-enforced.js';
import {storageDynamic} from '../../../../src/checks/cluster/storage-dynamic.js';
import {versionSupported} from '../../../../src/checks/cluster/version-supported.js';
import type {Check} from '../../../../src/model/finding.js';
import {parseQuantity} from '../../../../src/model/parse-quantity.js';
import {judge} from '../check-deployment.js';

const verdicts = (check: Check, id: string, value: unknown) =>
  judge(check, {[id]: value})
    .map(({verdict}) => verdict)
    .join(' ');
const node = {count: 3, cpu: '8', memory: '16Gi', storage: '100Gi', isControlPlane: false, runtime: 'containerd://1.7'};
const fast = {
  name: 'premium-rwo',
  provisioner: 'pd.csi.storage.gke.io',
  isDefault: false,
  isExpandable: true,
  bindingMode: 'WaitForFirstConsumer',
  parameters: {type: 'pd-ssd'},
};
const files = {
  ...fast,
  name: 'standard-rwx',
  provisioner: 'filestore.csi.storage.gke.io',
  bindingMode: 'Immediate',
  parameters: {},
};

it.each([
  ['v1.20.0', 'pass'],
  ['v1.27.3-gke.100', 'pass'],
  ['v1.19.16', 'fail'],
  ['v2.0.0', 'pass'],
  ['unknown', 'unknown'],
])('a control plane of %s: %s', (version, verdict) => {
  expect(verdicts(versionSupported, 'cluster-version', version)).toBe(verdict);
});

describe('cluster/nodes-large-enough', () => {
  it.each<[string, readonly object[], string]>([
    ['large', [node], 'pass'],
    ['as a machine of 16 GB shows itself', [{...node, memory: '15361564Ki'}], 'pass'],
    ['few CPUs', [{...node, cpu: '7900m'}], 'fail'],
    ['little memory', [{...node, memory: '8Gi'}], 'fail'],
    ['small beside large', [node, {...node, cpu: '2'}], 'pass warn'],
    ['a small control plane', [node, {...node, isControlPlane: true, cpu: '4', memory: '8Gi'}], 'pass pass'],
    ['a control plane alone', [{...node, isControlPlane: true}], 'fail'],
    ['no capacity stated', [{...node, memory: ''}], 'unknown'],
    ['none', [], 'fail'],
  ])('%s', (_, kinds, expected) => {
    expect(verdicts(nodesLargeEnough, 'node-sizes', kinds)).toBe(expected);
  });
});

describe('cluster/storage-dynamic', () => {
  it.each<[string, readonly object[], string]>([
    ['both', [fast, files], 'pass pass'],
    ['disks alone', [fast], 'pass fail'],
    ['disks that cannot grow', [{...fast, isExpandable: false}, files], 'warn pass'],
    ['slow disks', [{...fast, name: 'standard', parameters: {type: 'pd-standard'}}, files], 'warn pass'],
    ['files bound late', [fast, {...files, bindingMode: 'WaitForFirstConsumer'}], 'pass warn'],
    ['volumes that have to stand already', [{...fast, provisioner: 'kubernetes.io/no-provisioner'}], 'fail fail'],
    [
      'the classes of the document',
      [
        {...fast, name: 'katonic-compute-storage', provisioner: 'kubernetes.io/aws-ebs', parameters: {type: 'gp2'}},
        {...files, name: 'kfs', provisioner: 'efs.csi.aws.com'},
      ],
      'pass pass',
    ],
  ])('%s', (_, classes, expected) => {
    expect(verdicts(storageDynamic, 'storage-classes', classes)).toBe(expected);
  });

  it('says what is missing', () => {
    expect(judge(storageDynamic, {'storage-classes': []})).toMatchSnapshot();
  });
});

it('knows engines by name, and that there may be others', () => {
  expect(verdicts(policiesEnforced, 'policy-engines', ['Calico'])).toBe('pass');
  expect(verdicts(policiesEnforced, 'policy-engines', [])).toBe('warn');
});

it('counts products that take requests in', () => {
  const part = (product: string) => ({part: 'ingress', product, namespace: 'n', name: product, release: null});
  const verdict = (...products: string[]) =>
    verdicts(oneIngress, 'deployments', {parts: products.map(part), releases: []});
  expect([verdict(), verdict('traefik'), verdict('traefik', 'traefik'), verdict('traefik', 'kong')]).toEqual([
    'pass',
    'pass',
    'pass',
    'warn',
  ]);
});

describe('parseQuantity', () => {
  it.each<[string, number | undefined]>([
    ['8', 8],
    ['7910m', 7.91],
    ['16Gi', 17_179_869_184],
    ['1e3', 1000],
    ['0.5k', 500],
    ['', undefined],
    ['8 GB', undefined],
    ['8Xi', undefined],
  ])('%s', (text, expected) => {
    expect(parseQuantity(text)).toEqual(expected === undefined ? undefined : expect.closeTo(expected, 6));
  });

  it('takes any text', () => {
    fc.assert(
      fc.property(fc.string(), (text) =>
        [undefined, 'number'].includes(typeof parseQuantity(text) === 'number' ? 'number' : undefined),
      ),
    );
  });
});
