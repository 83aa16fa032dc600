import type {Open} from '../object/kube-object.js';
import {formatApiVersion, type ResourceDefinition} from '../registry/resource-definition.js';
import {formatDefinitionName, type SchemaDialect} from './describe-definition.js';

const patchTypes = [
  'application/apply-patch+yaml',
  'application/json-patch+json',
  'application/merge-patch+json',
  'application/strategic-merge-patch+json',
];
const deleteOptions = 'io.k8s.apimachinery.pkg.apis.meta.v1.DeleteOptions';
const patchBody = 'io.k8s.apimachinery.pkg.apis.meta.v1.Patch';
const mediaTypes = ['application/json', 'application/yaml', 'application/vnd.kubernetes.protobuf'];

const writeParameters = ['dryRun', 'fieldManager', 'fieldValidation'];
const listParameters = [
  'allowWatchBookmarks',
  'continue',
  'fieldSelector',
  'labelSelector',
  'limit',
  'resourceVersion',
  'resourceVersionMatch',
  'sendInitialEvents',
  'timeoutSeconds',
  'watch',
];
const parametersByAction: Readonly<Record<string, readonly string[]>> = {
  get: [],
  list: listParameters,
  post: writeParameters,
  put: writeParameters,
  patch: [...writeParameters, 'force'],
  delete: ['dryRun', 'gracePeriodSeconds', 'orphanDependents', 'propagationPolicy'],
  deletecollection: [...listParameters, 'dryRun', 'gracePeriodSeconds', 'propagationPolicy'],
};
const parameterTypes: Readonly<Record<string, string>> = {
  allowWatchBookmarks: 'boolean',
  watch: 'boolean',
  sendInitialEvents: 'boolean',
  force: 'boolean',
  orphanDependents: 'boolean',
  limit: 'integer',
  timeoutSeconds: 'integer',
  gracePeriodSeconds: 'integer',
};

/** What an operation of a path does, and on what. */
interface OperationFacts {
  readonly action: string;
  readonly resource: ResourceDefinition;
  readonly part: string;
}

const capitalize = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
const verbNames: Readonly<Record<string, string>> = {
  get: 'read',
  list: 'list',
  post: 'create',
  put: 'replace',
  patch: 'patch',
  delete: 'delete',
  deletecollection: 'deleteCollection',
};

const selectGroupId = ({group, version}: ResourceDefinition) =>
  `${group === '' ? 'core' : group.split('.')[0]}_${version}`;

const formatOperationId = ({action, resource, part}: OperationFacts) =>
  `${verbNames[action]}${selectGroupId(resource).split('_').map(capitalize).join('')}${resource.isNamespaced ? 'Namespaced' : ''}${resource.kind}${capitalize(part)}`;

function describeParameter(name: string, place: 'query' | 'path', isV3: boolean): Open {
  const type = parameterTypes[name] ?? 'string';
  const required = place === 'path' ? {required: true} : {};
  return isV3
    ? {name, in: place, ...required, schema: {type, uniqueItems: true}}
    : {name, in: place, ...required, type, uniqueItems: true};
}

function selectBody(action: string, definition: string): string | undefined {
  if (action === 'patch') return patchBody;
  if (action === 'delete' || action === 'deletecollection') return deleteOptions;
  return action === 'post' || action === 'put' ? definition : undefined;
}

function describeOperation(facts: OperationFacts, dialect: SchemaDialect): Open {
  const {action, resource} = facts;
  const isV3 = dialect.wrapsReferences;
  const definition = formatDefinitionName(resource);
  const body = selectBody(action, definition);
  const reference = (name: string) => ({$ref: `${dialect.prefix}${name}`});
  const answer = reference(
    action === 'list'
      ? `${definition}List`
      : action === 'delete' || action === 'deletecollection'
        ? 'io.k8s.apimachinery.pkg.apis.meta.v1.Status'
        : definition,
  );
  const content = (types: readonly string[], schema: Open) => Object.fromEntries(types.map((type) => [type, {schema}]));
  const types = action === 'patch' ? patchTypes : ['*/*'];
  const query = (parametersByAction[action] ?? []).map((name) => describeParameter(name, 'query', isV3));
  return {
    tags: [selectGroupId(resource)],
    description: `${verbNames[action]} ${resource.kind}`,
    operationId: formatOperationId(facts),
    ...(isV3 ? {} : {consumes: types, produces: mediaTypes, schemes: ['https']}),
    parameters:
      isV3 || !body
        ? query
        : [
            {
              name: 'body',
              in: 'body',
              ...(action.startsWith('delete') ? {} : {required: true}),
              schema: reference(body),
            },
            ...query,
          ],
    ...(isV3 && body ? {requestBody: {content: content(types, reference(body))}} : {}),
    responses: {
      '200': isV3 ? {description: 'OK', content: content(mediaTypes, answer)} : {description: 'OK', schema: answer},
      '401': {description: 'Unauthorized'},
    },
    'x-kubernetes-action': action,
    'x-kubernetes-group-version-kind': {group: resource.group, version: resource.version, kind: resource.kind},
  };
}

const collectionActions: ReadonlyArray<readonly [verb: string, method: string, action: string]> = [
  ['list', 'get', 'list'],
  ['create', 'post', 'post'],
  ['deletecollection', 'delete', 'deletecollection'],
];
const objectActions: typeof collectionActions = [
  ['get', 'get', 'get'],
  ['update', 'put', 'put'],
  ['delete', 'delete', 'delete'],
  ['patch', 'patch', 'patch'],
];

function describePath(
  resource: ResourceDefinition,
  verbs: readonly string[],
  actions: typeof collectionActions,
  part: string,
  pathParameters: readonly string[],
  dialect: SchemaDialect,
): Open | undefined {
  const operations = actions
    .filter(([verb]) => verbs.includes(verb))
    .map(([, method, action]) => [method, describeOperation({action, resource, part}, dialect)] as const);
  if (operations.length === 0) return undefined;
  const isV3 = dialect.wrapsReferences;
  return {
    ...Object.fromEntries(operations),
    parameters: [
      ...pathParameters.map((name) => describeParameter(name, 'path', isV3)),
      describeParameter('pretty', 'query', isV3),
    ],
  };
}

/** The paths of a resource with their operations. */
export function describePaths(resource: ResourceDefinition, dialect: SchemaDialect): Record<string, Open> {
  const root = `/${resource.group === '' ? 'api' : 'apis'}/${formatApiVersion(resource)}`;
  const base = resource.isNamespaced
    ? `${root}/namespaces/{namespace}/${resource.plural}`
    : `${root}/${resource.plural}`;
  const inNamespace = resource.isNamespaced ? ['namespace'] : [];
  const entries: Array<readonly [string, Open | undefined]> = [
    [base, describePath(resource, resource.verbs, collectionActions, '', inNamespace, dialect)],
    [`${base}/{name}`, describePath(resource, resource.verbs, objectActions, '', ['name', ...inNamespace], dialect)],
    ...(resource.isNamespaced
      ? [
          [
            `${root}/${resource.plural}`,
            describePath(
              resource,
              resource.verbs.filter((verb) => verb === 'list'),
              collectionActions,
              'ForAllNamespaces',
              [],
              dialect,
            ),
          ] as const,
        ]
      : []),
    ...resource.subresources
      .filter(({name}) => name === 'status')
      .map(
        ({name, verbs}) =>
          [
            `${base}/{name}/${name}`,
            describePath(resource, verbs, objectActions, name, ['name', ...inNamespace], dialect),
          ] as const,
      ),
  ];
  return Object.fromEntries(entries.filter(([, path]) => path !== undefined));
}
