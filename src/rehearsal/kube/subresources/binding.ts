import {checkBodyKind, decodeTyped, readPlainBody} from '../decode/read-object-body.js';
import {updateObject} from '../handlers/update-object.js';
import {readWriteOptions} from '../handlers/write-options.js';
import {invalidObject, requiredValue} from '../http/field-error.js';
import {conflict, notFound} from '../http/status-error.js';
import type {KubeObject} from '../object/kube-object.js';
import type {ResourceDefinition} from '../registry/resource-definition.js';
import {findDefinitionName} from '../schema/built-in-schema.js';
import {type ApiContext, formatNow} from '../server/api-context.js';
import type {ApiResponse, RoutedRequest} from '../server/api-types.js';

const bindingKind = {group: '', version: 'v1', kind: 'Binding', definition: findDefinitionName('', 'v1', 'Binding')!};

/** Serves `pods/NAME/binding`: puts a pod onto a node, once. */
export async function handleBinding(
  context: ApiContext,
  request: RoutedRequest,
  resource: ResourceDefinition,
): Promise<ApiResponse> {
  const {info, user} = request;
  const options = readWriteOptions(request, 'CreateOptions');
  const {object: binding} = decodeTyped(
    checkBodyKind(readPlainBody(request.body, request.contentType, 'Binding'), bindingKind),
    bindingKind,
    options.fieldValidation,
  );
  const node: string = binding.target?.name ?? '';
  if (node === '') throw invalidObject(bindingKind, binding.metadata?.name ?? '', [requiredValue('target.name')]);
  const name: string = info.name || binding.metadata?.name;
  if (!context.store.get('pods', info.namespace, name)) throw notFound(resource, name);
  const change = (pod: KubeObject): KubeObject => {
    const refuse = (why: string) => conflict({group: '', plural: 'pods/binding', kind: 'Binding'}, name, why);
    if (binding.metadata?.uid && binding.metadata.uid !== pod.metadata.uid)
      throw refuse(
        `Precondition failed: UID in precondition: ${binding.metadata.uid}, UID in object meta: ${pod.metadata.uid}`,
      );
    if (pod.metadata.deletionTimestamp) throw refuse(`pod ${name} is being deleted, cannot be assigned to a host`);
    if (pod.spec.nodeName) throw refuse(`pod ${name} is already assigned to node "${pod.spec.nodeName}"`);
    const scheduled = {
      type: 'PodScheduled',
      status: 'True',
      lastProbeTime: null,
      lastTransitionTime: formatNow(context),
    };
    const others = (pod.status?.conditions ?? []).filter(({type}: {type: string}) => type !== 'PodScheduled');
    return {
      ...pod,
      metadata: {
        ...pod.metadata,
        ...(binding.metadata?.annotations
          ? {annotations: {...pod.metadata.annotations, ...binding.metadata.annotations}}
          : {}),
      },
      spec: {...pod.spec, nodeName: node},
      status: {...pod.status, conditions: [...others, scheduled]},
    };
  };
  await updateObject(context, {
    resource,
    namespace: info.namespace,
    name,
    subresource: 'binding',
    user,
    options,
    warn: () => {},
    change,
    isRetried: true,
  });
  return {
    type: 'object',
    status: 201,
    object: {kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 201},
  };
}
