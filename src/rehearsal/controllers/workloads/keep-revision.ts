import type {KubeClient} from '../core/kube-client.js';
import type {KubeObject} from '../core/kube-object.js';
import {type KubeResource, kubeResources} from '../core/kube-resource.js';
import {controllerReference} from '../core/owners.js';
import {hashTemplate} from '../core/template-hash.js';

/** Records a set's present template as a ControllerRevision; the name of that revision. */
export async function keepRevision(
  client: KubeClient,
  type: KubeResource,
  owner: KubeObject,
  known: readonly KubeObject[],
): Promise<string> {
  const {template} = owner.spec;
  const hash = hashTemplate({spec: template.spec, metadata: template.metadata});
  const name = `${owner.metadata.name}-${hash}`;
  if (known.some(({metadata}) => metadata.name === name)) return name;
  await client.createUnlessPresent(kubeResources.controllerRevisions, {
    metadata: {
      name,
      namespace: owner.metadata.namespace!,
      labels: {...template.metadata?.labels, 'controller-revision-hash': hash, 'controller.kubernetes.io/hash': hash},
      ownerReferences: [controllerReference(type, owner)],
    },
    data: {spec: {template: {...template, $patch: 'replace'}}},
    revision: Math.max(0, ...known.map((revision) => revision.revision)) + 1,
  });
  return name;
}
