import {recordUpdate} from '../apply/record-update.js';
import {readToken} from '../authn/service-account-tokens.js';
import type {AccessAttributes, PolicyRule} from '../authz/rbac-rules.js';
import {checkBodyKind, decodeTyped, readPlainBody} from '../decode/read-object-body.js';
import {readWriteOptions} from '../handlers/write-options.js';
import {type FieldError, forbiddenField, invalidObject, invalidValue, requiredValue} from '../http/field-error.js';
import {badRequest} from '../http/status-error.js';
import type {KubeObject, Open} from '../object/kube-object.js';
import {formatApiVersion, type ResourceDefinition} from '../registry/resource-definition.js';
import type {ApiContext} from '../server/api-context.js';
import type {ApiResponse, ApiUser, RoutedRequest} from '../server/api-types.js';

function selectAsked({resourceAttributes: asked, nonResourceAttributes: plain}: Open): AccessAttributes {
  const nothing = {verb: '', group: '', resource: '', subresource: '', namespace: '', name: ''};
  if (plain) return {...nothing, verb: plain.verb ?? '', path: plain.path ?? ''};
  const {verb = '', group = '', resource = '', subresource = '', namespace = '', name = ''} = asked ?? {};
  return {verb, group, resource, subresource, namespace, name};
}

function validateAccessSpec(spec: Open, needsUser: boolean): FieldError[] {
  const errors: FieldError[] = [];
  if (spec.resourceAttributes && spec.nonResourceAttributes)
    errors.push(
      invalidValue(
        'spec.nonResourceAttributes',
        spec.nonResourceAttributes,
        'cannot be specified in combination with resourceAttributes',
      ),
    );
  if (!spec.resourceAttributes && !spec.nonResourceAttributes)
    errors.push(
      invalidValue(
        'spec.resourceAttributes',
        spec.nonResourceAttributes ?? null,
        'exactly one of nonResourceAttributes or resourceAttributes must be specified',
      ),
    );
  if (needsUser && !spec.user && !spec.groups?.length)
    errors.push(invalidValue('spec.user', '', 'at least one of user or group must be specified'));
  return errors;
}

function decide(context: ApiContext, user: ApiUser, spec: Open): Open {
  const isAllowed = context.authorizer.isAllowed(user, selectAsked(spec));
  return {allowed: isAllowed};
}

function describeRules(rules: readonly PolicyRule[]): Open {
  const resourceRules = rules
    .filter(({nonResourceURLs}) => !nonResourceURLs?.length)
    .map(({verbs, apiGroups, resources, resourceNames}) => ({
      verbs,
      ...(apiGroups ? {apiGroups} : {}),
      ...(resources ? {resources} : {}),
      ...(resourceNames?.length ? {resourceNames} : {}),
    }));
  const nonResourceRules = rules
    .filter(({nonResourceURLs}) => nonResourceURLs?.length)
    .map(({verbs, nonResourceURLs}) => ({verbs, nonResourceURLs}));
  return {resourceRules, nonResourceRules, incomplete: false};
}

function describeUser({username, uid, groups, extra}: ApiUser): Open {
  return {username, ...(uid ? {uid} : {}), groups, ...(extra ? {extra} : {})};
}

function answer(context: ApiContext, resource: ResourceDefinition, request: RoutedRequest, review: KubeObject): Open {
  const {spec = {}} = review;
  const refuse = (errors: readonly FieldError[]) => {
    if (errors.length > 0) throw invalidObject(resource, '', errors);
  };
  switch (resource.kind) {
    case 'SelfSubjectAccessReview':
      refuse(validateAccessSpec(spec, false));
      return decide(context, request.user, spec);
    case 'LocalSubjectAccessReview':
      if (spec.resourceAttributes?.namespace !== request.info.namespace)
        throw badRequest(`spec.resourceAttributes.namespace must match namespace: ${request.info.namespace}`);
      refuse(validateAccessSpec(spec, true));
      return decide(context, {username: spec.user ?? '', groups: spec.groups ?? []}, spec);
    case 'SubjectAccessReview':
      refuse(validateAccessSpec(spec, true));
      return decide(context, {username: spec.user ?? '', groups: spec.groups ?? []}, spec);
    case 'SelfSubjectRulesReview':
      if (!spec.namespace) throw badRequest('no namespace on request');
      return describeRules(context.authorizer.selectRules(request.user, spec.namespace));
    case 'TokenReview': {
      if (!spec.token) refuse([requiredValue('spec.token')]);
      const user = readToken(context, context.tokenKey(), spec.token) ?? context.authenticate(spec.token);
      return user
        ? {
            authenticated: true,
            user: describeUser(user),
            audiences: spec.audiences ?? ['https://kubernetes.default.svc'],
          }
        : {user: {}, error: 'invalid bearer token'};
    }
    case 'SelfSubjectReview':
      return {userInfo: describeUser(request.user)};
    default:
      throw invalidObject(resource, '', [forbiddenField('kind', 'not a review')]);
  }
}

/** Serves the reviews: questions that are posted, answered and never stored. https://kubernetes.io/docs/reference/access-authn-authz/authorization/#checking-api-access */
export function handleReview(context: ApiContext, request: RoutedRequest, resource: ResourceDefinition): ApiResponse {
  const options = readWriteOptions(request, 'CreateOptions');
  const decoded = decodeTyped(
    checkBodyKind(readPlainBody(request.body, request.contentType, resource.kind), resource),
    resource,
    options.fieldValidation,
  );
  const status = answer(context, resource, request, decoded.object);
  const isRules = resource.kind === 'SelfSubjectRulesReview';
  const tracked = isRules
    ? {...decoded.object, spec: {}}
    : recordUpdate(context, resource, undefined, decoded.object, {manager: options.fieldManager, subresource: ''});
  return {
    type: 'object',
    status: 201,
    warnings: decoded.warnings,
    object: {...tracked, kind: resource.kind, apiVersion: formatApiVersion(resource), status},
  };
}
