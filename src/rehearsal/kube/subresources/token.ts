import {createToken, tokenIssuer} from '../authn/service-account-tokens.js';
import {checkBodyKind, decodeTyped, readPlainBody} from '../decode/read-object-body.js';
import {readWriteOptions} from '../handlers/write-options.js';
import {invalidObject, invalidValue} from '../http/field-error.js';
import {notFound} from '../http/status-error.js';
import type {ResourceDefinition} from '../registry/resource-definition.js';
import {findDefinitionName} from '../schema/built-in-schema.js';
import {type ApiContext, formatNow} from '../server/api-context.js';
import type {ApiResponse, RoutedRequest} from '../server/api-types.js';

const tokenKind = {
  group: 'authentication.k8s.io',
  version: 'v1',
  kind: 'TokenRequest',
  definition: findDefinitionName('authentication.k8s.io', 'v1', 'TokenRequest')!,
};

/** The shortest life of a token that may be asked for. */
const shortestSeconds = 600;
const longestSeconds = 2 ** 32;

/** Serves `serviceaccounts/NAME/token`: a signed token for the account. */
export async function handleToken(
  context: ApiContext,
  request: RoutedRequest,
  resource: ResourceDefinition,
): Promise<ApiResponse> {
  const {info} = request;
  const options = readWriteOptions(request, 'CreateOptions');
  const account = context.store.get('serviceaccounts', info.namespace, info.name);
  if (!account) throw notFound(resource, info.name);
  const {object, warnings} = decodeTyped(
    checkBodyKind(readPlainBody(request.body, request.contentType, 'TokenRequest'), tokenKind),
    tokenKind,
    options.fieldValidation,
  );
  const seconds: number = object.spec?.expirationSeconds ?? 3600;
  if (seconds < shortestSeconds)
    throw invalidObject(tokenKind, '', [
      invalidValue('spec.expirationSeconds', seconds, 'may not specify a duration less than 10 minutes'),
    ]);
  if (seconds > longestSeconds)
    throw invalidObject(tokenKind, '', [
      invalidValue('spec.expirationSeconds', seconds, 'may not specify a duration larger than 2^32 seconds'),
    ]);
  const audiences: string[] = object.spec?.audiences?.length ? object.spec.audiences : [tokenIssuer];
  const bound = object.spec?.boundObjectRef;
  const pod = bound?.kind === 'Pod' ? context.store.get('pods', info.namespace, bound.name) : undefined;
  if (bound?.kind === 'Pod' && !pod) throw notFound({group: '', plural: 'pods', kind: 'Pod'}, bound.name);
  const status = createToken(context, context.tokenKey(), {
    namespace: info.namespace,
    name: info.name,
    uid: account.metadata.uid!,
    audiences,
    seconds,
    ...(pod ? {pod: {name: pod.metadata.name, uid: pod.metadata.uid!}} : {}),
  });
  const managed = {
    manager: options.fieldManager,
    operation: 'Update',
    apiVersion: 'authentication.k8s.io/v1',
    time: formatNow(context),
    fieldsType: 'FieldsV1',
    fieldsV1: {'f:spec': {'f:expirationSeconds': {}}},
    subresource: 'token',
  };
  return {
    type: 'object',
    status: 201,
    warnings,
    object: {
      kind: 'TokenRequest',
      apiVersion: 'authentication.k8s.io/v1',
      metadata: {
        name: info.name,
        namespace: info.namespace,
        creationTimestamp: formatNow(context),
        managedFields: [managed],
      },
      spec: {audiences, expirationSeconds: seconds, boundObjectRef: bound ?? null},
      status,
    },
  };
}
