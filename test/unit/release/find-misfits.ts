import type {Manifest} from '../../../src/model/manifest.js';

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};

/** Fields of custom resources that their own definitions do not know, and kinds that none defines. */
export function findMisfits(manifests: readonly Manifest[]): string[] {
  const schemas = new Map<string, unknown>();
  for (const manifest of manifests.filter((candidate) => candidate.kind === 'CustomResourceDefinition')) {
    const spec = fieldsOf(manifest.object.spec);
    for (const version of (spec.versions as readonly unknown[]).map(fieldsOf)) {
      schemas.set(
        `${spec.group}/${version.name} ${fieldsOf(spec.names).kind}`,
        fieldsOf(version.schema).openAPIV3Schema,
      );
    }
  }
  const isCustom = (manifest: Manifest) =>
    /\.(io|com)\//.test(manifest.apiVersion) && !manifest.apiVersion.includes('k8s.io/');
  return manifests.filter(isCustom).flatMap((manifest) => {
    const schema = schemas.get(`${manifest.apiVersion} ${manifest.kind}`);
    const {metadata: _, ...rest} = manifest.object;
    const found = schema === undefined ? ['is not defined'] : listUnknown(rest, fieldsOf(schema), '');
    return found.map((text) => `${manifest.kind} ${manifest.name}: ${text}`);
  });
}

function listUnknown(value: unknown, schema: Fields, path: string): string[] {
  if (schema['x-kubernetes-preserve-unknown-fields'] || schema.additionalProperties) return [];
  if (Array.isArray(value))
    return value.flatMap((item, index) => listUnknown(item, fieldsOf(schema.items), `${path}[${index}]`));
  const properties = fieldsOf(schema.properties);
  const missing = ((schema.required as readonly string[] | undefined) ?? []).filter(
    (name) => !(name in fieldsOf(value)),
  );
  const wrong = Object.entries(fieldsOf(value)).flatMap(([name, inner]) =>
    name in properties
      ? listUnknown(inner, fieldsOf(properties[name]), `${path}.${name}`)
      : [`${path}.${name} is unknown`],
  );
  return [...missing.map((name) => `${path}.${name} is missing`), ...wrong];
}
