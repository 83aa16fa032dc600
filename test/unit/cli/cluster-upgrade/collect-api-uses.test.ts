import {describe, expect, it} from 'vitest';
import {collectApiUses, selectRemovedApis} from '../../../../src/cli/cluster-upgrade/collect-api-uses.js';
import {CloudFailure} from '../../../../src/model/cloud-failure.js';
import type {KubeObject} from '../../../../src/model/ports/kube.js';
import type {Ports} from '../../../../src/model/ports/ports.js';

const target = {endpoint: '192.0.2.1', caCertificate: ''};
const flowSchema = (name: string, manager: string, apiVersion: string): KubeObject => ({
  apiVersion: 'flowcontrol.apiserver.k8s.io/v1beta3',
  kind: 'FlowSchema',
  metadata: {name, managedFields: [{manager, apiVersion}]},
});
/** A cluster whose flow schemas are these, or that shows them to nobody. */
const createPorts = (found: readonly KubeObject[] | CloudFailure) =>
  ({
    kube: {
      async scan(_target: unknown, {kind}: {kind: string}, visit: (object: KubeObject) => void) {
        if (kind !== 'FlowSchema') return;
        if (found instanceof CloudFailure) throw found;
        for (const object of found) visit(object);
      },
    },
  }) as unknown as Pick<Ports, 'kube'>;
const removed = selectRemovedApis('1.28.3-gke.100', '1.29');

describe('live objects in a version of an API that goes', () => {
  it('are told by their names and by who writes them', async () => {
    expect(removed.map(({kind}) => kind)).toContain('FlowSchema');
    const objects = [
      flowSchema('own', 'kubectl', 'flowcontrol.apiserver.k8s.io/v1beta2'),
      flowSchema('current', 'kubectl', 'flowcontrol.apiserver.k8s.io/v1beta3'),
    ];
    const uses = await collectApiUses(createPorts(objects), target, removed);
    expect(uses.map(({kind, where}) => [kind, where])).toEqual([['FlowSchema', ['own by kubectl']]]);
  });

  it('are not those that the API server keeps itself', async () => {
    const own = 'api-priority-and-fairness-config-producer-v1';
    const objects = [flowSchema('system-nodes', own, 'flowcontrol.apiserver.k8s.io/v1beta2')];
    expect(await collectApiUses(createPorts(objects), target, removed)).toEqual([]);
  });

  it('that no permission shows hold nothing up; what a permission would show is unseen', async () => {
    const refused = new CloudFailure('permission', 'forbidden', {action: 'list', permission: 'x'});
    expect(await collectApiUses(createPorts(refused), target, removed)).toEqual([]);
    const silent = new CloudFailure('unavailable', 'no answer', {action: 'list'});
    const [use] = await collectApiUses(createPorts(silent), target, removed);
    expect(use).toMatchObject({kind: 'FlowSchema', isUnseen: true});
  });
});
