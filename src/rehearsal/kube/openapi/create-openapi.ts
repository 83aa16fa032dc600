import {createHash} from 'node:crypto';
import type {Open} from '../object/kube-object.js';
import {formatApiVersion, type ResourceDefinition} from '../registry/resource-definition.js';
import {readMinor} from '../server/version-info.js';
import {
  collectDefinitions,
  describeCustom,
  describeDefinition,
  dialectV2,
  dialectV3,
  type SchemaDialect,
} from './describe-definition.js';
import {describePaths} from './describe-paths.js';

const shared = ['DeleteOptions', 'Patch', 'Status', 'ObjectMeta', 'ListMeta', 'APIResourceList', 'WatchEvent'].map(
  (name) => `io.k8s.apimachinery.pkg.apis.meta.v1.${name}`,
);

function describeSchemas(
  resources: readonly ResourceDefinition[],
  dialect: SchemaDialect,
  minor: number,
): Record<string, Open> {
  const names = new Set<string>();
  for (const name of shared) collectDefinitions(name, names);
  for (const {definition} of resources) {
    if (!definition) continue;
    collectDefinitions(definition, names);
    collectDefinitions(`${definition}List`, names);
  }
  const builtIn = [...names].sort().map((name) => [name, describeDefinition(name, dialect, minor)]);
  const custom = resources
    .filter((resource) => resource.custom)
    .flatMap((resource) => Object.entries(describeCustom(resource, dialect)));
  return Object.fromEntries([...builtIn, ...custom]);
}

const describeAllPaths = (resources: readonly ResourceDefinition[], dialect: SchemaDialect) =>
  Object.assign({}, ...resources.map((resource) => describePaths(resource, dialect))) as Open;

const security = {
  BearerToken: {description: 'Bearer Token authentication', type: 'apiKey', name: 'authorization', in: 'header'},
};

/** The document of OpenAPI 2 over everything that is served. */
export function createOpenApiV2(resources: readonly ResourceDefinition[], gitVersion: string): Open {
  return {
    swagger: '2.0',
    info: {title: 'Kubernetes', version: gitVersion},
    paths: describeAllPaths(resources, dialectV2),
    definitions: describeSchemas(resources, dialectV2, readMinor(gitVersion)),
    securityDefinitions: security,
    security: [{BearerToken: []}],
  };
}

/** The document of OpenAPI 3 for one group and version. */
export function createOpenApiV3(resources: readonly ResourceDefinition[], gitVersion: string): Open {
  return {
    openapi: '3.0.0',
    info: {title: 'Kubernetes', version: gitVersion},
    paths: describeAllPaths(resources, dialectV3),
    components: {schemas: describeSchemas(resources, dialectV3, readMinor(gitVersion)), securitySchemes: security},
  };
}

const hashText = (text: string) => createHash('sha512').update(text).digest('hex').toUpperCase();

/** Documents that belong to no resource: the index names them, their content is empty. */
const plainPaths = ['.well-known/openid-configuration', 'api', 'apis', 'logs', 'openid/v1/jwks', 'version'];

/** Where the document of a group and version is served, below `/openapi/v3/`. */
const formatDocumentPath = (groupVersion: string) =>
  groupVersion.includes('/') ? `apis/${groupVersion}` : `api/${groupVersion}`;

/** The index of OpenAPI 3: a document for each group and version, under a hash of its content. */
export function createOpenApiIndex(
  resources: readonly ResourceDefinition[],
  selectText: (groupVersion: string) => string,
): Open {
  const groupVersions = [...new Set(resources.map(formatApiVersion))];
  const groups = [...new Set(resources.map(({group}) => group))].filter((group) => group !== '');
  const paths = [
    ...groupVersions.map(
      (groupVersion) => [formatDocumentPath(groupVersion), hashText(selectText(groupVersion))] as const,
    ),
    ...[...plainPaths, ...groups.map((group) => `apis/${group}`)].map((path) => [path, hashText(path)] as const),
  ].sort(([left], [right]) => (left < right ? -1 : 1));
  return {
    paths: Object.fromEntries(
      paths.map(([path, hash]) => [path, {serverRelativeURL: `/openapi/v3/${path}?hash=${hash}`}]),
    ),
  };
}
