import {createHash} from 'node:crypto';
import {formatApiVersion, type ResourceDefinition} from '../registry/resource-definition.js';

/** The hash by which clients notice that a resource is stored under another version. */
function hashStorageVersion({storedVersion, kind}: ResourceDefinition): string {
  return createHash('sha256')
    .update(`${storedVersion.group}/${storedVersion.version}/${kind}`)
    .digest()
    .subarray(0, 8)
    .toString('base64');
}

const isPersistent = ({verbs}: ResourceDefinition) => verbs.includes('watch');
const optionalList = (name: string, values: readonly string[]) => (values.length > 0 ? {[name]: values} : {});
const byName = (left: {readonly name: string}, right: {readonly name: string}) => (left.name < right.name ? -1 : 1);

/** `APIResourceList` of one group version. */
export function createResourceList(resources: readonly ResourceDefinition[], groupVersion: string) {
  const served = resources.filter((resource) => formatApiVersion(resource) === groupVersion);
  const entries = served.flatMap((resource) => [
    {
      name: resource.plural,
      singularName: resource.singular,
      namespaced: resource.isNamespaced,
      kind: resource.kind,
      verbs: resource.custom
        ? ['delete', 'deletecollection', 'get', 'list', 'patch', 'create', 'update', 'watch']
        : resource.verbs,
      ...optionalList('shortNames', resource.shortNames),
      ...optionalList('categories', resource.categories),
      ...(isPersistent(resource) ? {storageVersionHash: hashStorageVersion(resource)} : {}),
    },
    ...resource.subresources.map(({name, group, version, kind, verbs}) => ({
      name: `${resource.plural}/${name}`,
      singularName: '',
      namespaced: resource.isNamespaced,
      ...(group ? {group, version} : {}),
      kind,
      verbs,
    })),
  ]);
  const isLegacy = groupVersion === 'v1';
  return {
    kind: 'APIResourceList',
    ...(isLegacy ? {} : {apiVersion: 'v1'}),
    groupVersion,
    resources: entries.sort(byName),
  };
}

interface GroupVersions {
  readonly name: string;
  readonly versions: readonly string[];
}

function selectGroups(resources: readonly ResourceDefinition[]): GroupVersions[] {
  const groups = new Map<string, string[]>();
  for (const {group, version} of resources) {
    if (group === '') continue;
    const versions = groups.get(group) ?? [];
    groups.set(group, versions);
    if (!versions.includes(version)) versions.push(version);
  }
  return [...groups].map(([name, versions]) => ({name, versions}));
}

function describeGroup({name, versions}: GroupVersions) {
  const entries = versions.map((version) => ({groupVersion: `${name}/${version}`, version}));
  return {name, versions: entries, preferredVersion: entries[0]};
}

/** `APIGroupList`, what `/apis` answers. */
export function createGroupList(resources: readonly ResourceDefinition[]) {
  return {kind: 'APIGroupList', apiVersion: 'v1', groups: selectGroups(resources).map(describeGroup)};
}

/** `APIGroup`, what `/apis/GROUP` answers; undefined for a group that is not served. */
export function createGroup(resources: readonly ResourceDefinition[], name: string) {
  const group = selectGroups(resources).find((candidate) => candidate.name === name);
  return group && {kind: 'APIGroup', apiVersion: 'v1', ...describeGroup(group)};
}

/** `APIVersions`, what `/api` answers. */
export function createApiVersions(serverAddress: string) {
  return {
    kind: 'APIVersions',
    versions: ['v1'],
    serverAddressByClientCIDRs: [{clientCIDR: '0.0.0.0/0', serverAddress}],
  };
}

function describeAggregated(resource: ResourceDefinition, isV2: boolean) {
  const kindOf = (kind: string, group = '', version = '') =>
    isV2 ? {group: group || resource.group, version: version || resource.version, kind} : {group, version, kind};
  return {
    resource: resource.plural,
    responseKind: kindOf(resource.kind, resource.custom ? resource.group : '', resource.custom ? resource.version : ''),
    scope: resource.isNamespaced ? 'Namespaced' : 'Cluster',
    singularResource: resource.singular,
    verbs: resource.custom
      ? ['delete', 'deletecollection', 'get', 'list', 'patch', 'create', 'update', 'watch']
      : resource.verbs,
    ...optionalList('shortNames', resource.shortNames),
    ...optionalList('categories', resource.categories),
    ...(resource.subresources.length > 0
      ? {
          subresources: resource.subresources.map(({name, kind, group, version, verbs}) => ({
            subresource: name,
            responseKind: kindOf(kind, group, version),
            verbs,
          })),
        }
      : {}),
  };
}

/** `APIGroupDiscoveryList` of the core group or of all named ones. https://kubernetes.io/docs/concepts/overview/kubernetes-api/#aggregated-discovery */
export function createAggregatedDiscovery(
  resources: readonly ResourceDefinition[],
  isCore: boolean,
  version: 'v2' | 'v2beta1',
) {
  const groups: readonly GroupVersions[] = isCore ? [{name: '', versions: ['v1']}] : selectGroups(resources);
  return {
    kind: 'APIGroupDiscoveryList',
    apiVersion: `apidiscovery.k8s.io/${version}`,
    metadata: {},
    items: groups.map(({name, versions}) => ({
      metadata: {...(name === '' ? {} : {name}), creationTimestamp: null},
      versions: versions.map((served) => ({
        version: served,
        resources: resources
          .filter((resource) => resource.group === name && resource.version === served)
          .map((resource) => describeAggregated(resource, version === 'v2'))
          .sort((left, right) => (left.resource < right.resource ? -1 : 1)),
        freshness: 'Current',
      })),
    })),
  };
}
