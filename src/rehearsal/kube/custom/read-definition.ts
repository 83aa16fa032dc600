import type {KubeObject, Open} from '../object/kube-object.js';
import type {CustomVersion, ResourceDefinition, SubresourceDefinition} from '../registry/resource-definition.js';

const verbs = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];
const readWriteVerbs = ['get', 'patch', 'update'];

function readVersion(version: Open, preservesUnknownFields: boolean, isConvertedByWebhook: boolean): CustomVersion {
  const scale = version.subresources?.scale;
  return {
    schema: version.schema?.openAPIV3Schema ?? {type: 'object', 'x-kubernetes-preserve-unknown-fields': true},
    preservesUnknownFields,
    isConvertedByWebhook,
    printerColumns: version.additionalPrinterColumns ?? [],
    hasStatus: version.subresources?.status !== undefined,
    ...(scale ? {scale} : {}),
  };
}

/** Versions in discovery's order: `v10` before `v2`, released before beta before alpha. https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definition-versioning/#version-priority */
function compareVersions(left: string, right: string): number {
  const read = (name: string) => {
    const match = name.match(/^v(\d+)(?:(alpha|beta)(\d+))?$/);
    if (!match) return undefined;
    return [match[2] === undefined ? 3 : match[2] === 'beta' ? 2 : 1, Number(match[1]), Number(match[3] ?? 0)] as const;
  };
  const a = read(left);
  const b = read(right);
  if (!a || !b) return a ? -1 : b ? 1 : left < right ? -1 : 1;
  return b[0] - a[0] || b[1] - a[1] || b[2] - a[2];
}

/** The resources that a CustomResourceDefinition serves, one a version. */
export function readDefinition(definition: KubeObject): ResourceDefinition[] {
  const {group, names, scope, versions, conversion, preserveUnknownFields = false} = definition.spec;
  const stored = versions.find((version: Open) => version.storage);
  return [...versions]
    .filter((version: Open) => version.served)
    .sort((left: Open, right: Open) => compareVersions(left.name, right.name))
    .map((version: Open): ResourceDefinition => {
      const custom = readVersion(version, preserveUnknownFields, conversion?.strategy === 'Webhook');
      const subresources: SubresourceDefinition[] = [
        ...(custom.hasStatus ? [{name: 'status', kind: names.kind, verbs: readWriteVerbs}] : []),
        ...(custom.scale
          ? [{name: 'scale', group: 'autoscaling', version: 'v1', kind: 'Scale', verbs: readWriteVerbs}]
          : []),
      ];
      return {
        group,
        version: version.name,
        kind: names.kind,
        listKind: names.listKind,
        plural: names.plural,
        singular: names.singular,
        isNamespaced: scope === 'Namespaced',
        verbs,
        shortNames: names.shortNames ?? [],
        categories: names.categories ?? [],
        subresources,
        collection: `${names.plural}.${group}`,
        storedVersion: {group, version: stored?.name ?? version.name},
        custom,
      };
    });
}
