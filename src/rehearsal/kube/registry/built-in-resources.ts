import {findDefinitionName} from '../schema/built-in-schema.js';
import {betaGroups} from './beta-groups.js';
import {builtInGroups} from './built-in-groups.js';
import type {ResourceDefinition, SubresourceDefinition} from './resource-definition.js';

/** All verbs of an ordinary resource, in discovery's order. */
const standardVerbs = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];
const readWriteVerbs = ['get', 'patch', 'update'];

const connectVerbs = ['create', 'delete', 'get', 'patch', 'update'];
const proxySubresource = (kind: string): SubresourceDefinition => ({name: 'proxy', kind, verbs: connectVerbs});
const podStreams = ['attach', 'exec', 'portforward'];

/** Versions that are kept under another one's name and converted on the way. */
const storedAs: Readonly<Record<string, {readonly group: string; readonly version: string}>> = {
  'events.k8s.io/v1': {group: '', version: 'v1'},
  'autoscaling/v1': {group: 'autoscaling', version: 'v2'},
  'events.k8s.io/v1beta1': {group: '', version: 'v1'},
  'autoscaling/v2beta2': {group: 'autoscaling', version: 'v2'},
  'batch/v1beta1': {group: 'batch', version: 'v1'},
  'policy/v1beta1': {group: 'policy', version: 'v1'},
  'node.k8s.io/v1beta1': {group: 'node.k8s.io', version: 'v1'},
  'storage.k8s.io/v1beta1': {group: 'storage.k8s.io', version: 'v1'},
  'flowcontrol.apiserver.k8s.io/v1beta1': {group: 'flowcontrol.apiserver.k8s.io', version: 'v1beta3'},
  'flowcontrol.apiserver.k8s.io/v1': {group: 'flowcontrol.apiserver.k8s.io', version: 'v1beta3'},
  'flowcontrol.apiserver.k8s.io/v1beta2': {group: 'flowcontrol.apiserver.k8s.io', version: 'v1beta3'},
};

function createSubresource(name: string, kind: string): SubresourceDefinition {
  switch (name) {
    case 'scale':
      return {name, group: 'autoscaling', version: 'v1', kind: 'Scale', verbs: readWriteVerbs};
    case 'eviction':
      return {name, group: 'policy', version: 'v1', kind: 'Eviction', verbs: ['create']};
    case 'binding':
      return {name, kind: 'Binding', verbs: ['create']};
    case 'token':
      return {name, group: 'authentication.k8s.io', version: 'v1', kind: 'TokenRequest', verbs: ['create']};
    case 'log':
      return {name, kind: 'Pod', verbs: ['get']};
    case 'finalize':
      return {name, kind, verbs: ['update']};
    case 'proxy':
      return proxySubresource(`${kind}ProxyOptions`);
    default:
      if (podStreams.includes(name)) {
        const optionsKind =
          {attach: 'PodAttachOptions', exec: 'PodExecOptions', portforward: 'PodPortForwardOptions'}[name] ?? kind;
        return {name, kind: optionsKind, verbs: ['create', 'get']};
      }
      return {name, kind, verbs: readWriteVerbs};
  }
}

/** The built-in resources that a minor version of Kubernetes serves. */
export function createBuiltInResources(minor: number): ResourceDefinition[] {
  const served = [...builtInGroups, ...betaGroups].filter(
    ({minors: [first, last] = [0, minor]}) => minor >= first && minor <= last,
  );
  return served.flatMap(({group, version, schemaOf, rows}) =>
    rows.map(([kind, plural, scope, shortNames = '', parts = '', categories = '']): ResourceDefinition => {
      const isCreateOnly = parts === 'create-only';
      const isReadOnly = parts === 'read-only';
      const split = (text: string) => (text === '' ? [] : text.split(','));
      const apiVersion = group === '' ? version : `${group}/${version}`;
      const storedVersion = storedAs[apiVersion] ?? {group, version};
      const definition = findDefinitionName(group, schemaOf ?? version, kind);
      return {
        group,
        version,
        kind,
        listKind: `${kind}List`,
        plural,
        singular: kind.toLowerCase(),
        isNamespaced: scope === 'N',
        verbs: isCreateOnly
          ? ['create']
          : isReadOnly
            ? ['get', 'list']
            : plural === 'namespaces'
              ? standardVerbs.filter((verb) => verb !== 'deletecollection')
              : standardVerbs,
        shortNames: split(shortNames),
        categories: split(categories),
        subresources: isCreateOnly || isReadOnly ? [] : split(parts).map((name) => createSubresource(name, kind)),
        collection: storedVersion.group === '' ? plural : `${plural}.${storedVersion.group}`,
        storedVersion,
        minor,
        ...(definition ? {definition} : {}),
      };
    }),
  );
}
