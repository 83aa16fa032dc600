import type {KubeObject} from '../../model/ports/kube.js';
import type {DefinitionChange} from '../../model/release-difference.js';

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: Schema;
}

interface Definition {
  readonly spec?: {
    readonly versions?: ReadonlyArray<{readonly name: string; readonly schema?: {readonly openAPIV3Schema?: Schema}}>;
  };
  readonly status?: {readonly storedVersions?: readonly string[]};
}

function listPaths(schema: Schema | undefined, path: string): string[] {
  const own = Object.entries(schema?.properties ?? {}).flatMap(([key, inner]) => {
    const below = `${path}.${key}`;
    return [below, ...listPaths(inner, below)];
  });
  const inner =
    schema?.items ?? (typeof schema?.additionalProperties === 'object' ? schema.additionalProperties : undefined);
  return inner === undefined ? own : [...own, ...listPaths(inner, `${path}[]`)];
}

const versionsOf = (definition: KubeObject | undefined) => (definition as Definition | undefined)?.spec?.versions ?? [];
const pathsOf = (definition: KubeObject | undefined) =>
  new Set(versionsOf(definition).flatMap(({name, schema}) => listPaths(schema?.openAPIV3Schema, name)));

/**
 * What a release changes of a definition that stands, and whether objects are stored in a version that it drops.
 * https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definition-versioning/#upgrade-existing-objects-to-a-new-stored-version
 */
export function diffDefinition(standing: KubeObject | undefined, wanted: KubeObject): DefinitionChange | undefined {
  const {name} = wanted.metadata;
  const none = {fieldsAdded: [], fieldsRemoved: [], versionsRemoved: [], orphanedVersions: []};
  if (standing === undefined) return {name, kind: 'added', ...none};
  const [before, after] = [pathsOf(standing), pathsOf(wanted)];
  const kept = new Set(versionsOf(wanted).map((version) => version.name));
  const versionsRemoved = versionsOf(standing).flatMap((version) => (kept.has(version.name) ? [] : [version.name]));
  const stored = (standing as Definition).status?.storedVersions ?? [];
  const change = {
    name,
    kind: 'changed' as const,
    fieldsAdded: [...after].filter((path) => !before.has(path)),
    fieldsRemoved: [...before].filter((path) => !after.has(path)),
    versionsRemoved,
    orphanedVersions: stored.filter((version) => !kept.has(version)),
  };
  const isSame = change.fieldsAdded.length + change.fieldsRemoved.length + versionsRemoved.length === 0;
  return isSame && change.orphanedVersions.length === 0 ? undefined : change;
}
