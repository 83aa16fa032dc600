import type {DefinitionSchema} from './field-schema.js';
import table from './kubernetes-1.27.data.json' with {type: 'json'};

/**
 * Facts about the built-in kinds, derived by scripts/derive-kubernetes-schema.ts from the OpenAPI document that
 * kube-apiserver v1.27.7 publishes and from the Go types of the same release.
 */
export const builtInDefinitions = table as unknown as Readonly<Record<string, DefinitionSchema>>;

const nameByKind = new Map<string, string>();
for (const [name, {kinds}] of Object.entries(builtInDefinitions)) {
  if (kinds?.length !== 1) continue;
  const [{group, version, kind}] = kinds as [{group: string; version: string; kind: string}];
  nameByKind.set(`${group}/${version}/${kind}`, name);
}

/** The definition's name for a built-in kind, such as `io.k8s.api.apps.v1.Deployment`. */
export function findDefinitionName(group: string, version: string, kind: string): string | undefined {
  return nameByKind.get(`${group}/${version}/${kind}`);
}

/** The definition of that name; types outside the table are of free form. */
export function selectDefinition(name: string): DefinitionSchema {
  return builtInDefinitions[name] ?? {type: 'object'};
}
