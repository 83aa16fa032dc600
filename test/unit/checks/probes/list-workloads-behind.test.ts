import {describe, expect, it} from 'vitest';
import {listWorkloadsBehind} from '../../../../src/checks/probes/list-workloads-behind.js';
import {createFakeCluster, createObject} from './create-fake-cluster.js';

const withLabels = (labels: object) => ({spec: {template: {metadata: {labels}}}});
const {inputs} = createFakeCluster([
  createObject('Deployment', 'core/web-1a2b3c4d', withLabels({app: 'web', tier: 'front'})),
  createObject('StatefulSet', 'core/store', withLabels({app: 'store'})),
  createObject('Deployment', 'other/web', withLabels({app: 'web'})),
  createObject('DaemonSet', 'core/bare', {spec: {}}),
]);
const list = async (selector?: Readonly<Record<string, string>>) =>
  listWorkloadsBehind(inputs.ports, await inputs.cluster(), 'core', selector);

describe('listWorkloadsBehind', () => {
  it('finds workloads by the labels of their pods, in the Service’s own namespace', async () => {
    expect(await list({app: 'web'})).toEqual(['Deployment core/web-1a2b3c4d']);
    expect(await list({app: 'store'})).toEqual(['StatefulSet core/store']);
    expect(await list({app: 'web', tier: 'back'})).toEqual([]);
  });

  it('takes no workload for one of a Service without a selector', async () => {
    expect(await list({})).toEqual([]);
    expect(await list(undefined)).toEqual([]);
  });
});
