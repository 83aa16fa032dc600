import {type DecodedBody, decodeTyped, type FieldValidation, judgeUnknownFields} from '../decode/read-object-body.js';
import type {Open} from '../object/kube-object.js';
import {cloneValue, isRecord} from '../object/plain-values.js';
import type {ResourceDefinition} from '../registry/resource-definition.js';

const metadataKind = {
  group: '',
  version: 'v1',
  kind: 'ObjectMeta',
  definition: 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta',
};

const join = (path: string, name: string) => (path === '' ? name : `${path}.${name}`);

/** Removes what the schema does not know, noting the paths; keeps all below `x-kubernetes-preserve-unknown-fields`. */
function prune(value: Open, schema: Open, path: string, unknown: string[], isPreserved = false): Open {
  if (Array.isArray(value))
    return value.map((item, index) => prune(item, schema?.items ?? {}, `${path}[${index}]`, unknown, isPreserved));
  if (!isRecord(value)) return value;
  const keepsUnknown =
    isPreserved || schema?.['x-kubernetes-preserve-unknown-fields'] === true || schema?.additionalProperties === true;
  const isEmbedded = schema?.['x-kubernetes-embedded-resource'] === true;
  const result: Record<string, Open> = {};
  for (const name of Object.keys(value).sort()) {
    const declared =
      schema?.properties?.[name] ?? (isRecord(schema?.additionalProperties) ? schema.additionalProperties : undefined);
    if (declared) result[name] = prune(value[name], declared, join(path, name), unknown, false);
    else if (keepsUnknown || (isEmbedded && ['apiVersion', 'kind', 'metadata'].includes(name)))
      result[name] = cloneValue(value[name]);
    else unknown.push(join(path, name));
  }
  return result;
}

/** Fills in the defaults of a schema, within objects that are there. */
function applySchemaDefaults(value: Open, schema: Open): Open {
  if (Array.isArray(value)) return schema?.items ? value.map((item) => applySchemaDefaults(item, schema.items)) : value;
  if (!isRecord(value)) return value;
  const result: Record<string, Open> = {...value};
  for (const [name, property] of Object.entries<Open>(schema?.properties ?? {})) {
    const isMissing = result[name] === undefined || (result[name] === null && property.nullable !== true);
    if (isMissing && property.default !== undefined) result[name] = cloneValue(property.default);
    if (result[name] !== undefined) result[name] = applySchemaDefaults(result[name], property);
  }
  if (isRecord(schema?.additionalProperties)) {
    for (const name of Object.keys(result))
      if (!schema.properties?.[name]) result[name] = applySchemaDefaults(result[name], schema.additionalProperties);
  }
  return result;
}

/** Brings a plain object into the form of a custom resource: metadata decoded, the rest pruned and defaulted. */
export function decodeCustom(
  resource: ResourceDefinition,
  plain: Open,
  mode: FieldValidation,
  isPatched = false,
): DecodedBody {
  const {schema, preservesUnknownFields} = resource.custom!;
  const {apiVersion, kind, metadata, ...rest} = plain;
  const meta = decodeTyped(metadata ?? {}, metadataKind, 'Ignore').object;
  const unknown: string[] = [];
  const {apiVersion: _, kind: __, metadata: ___, ...properties} = schema.properties ?? {};
  const pruned = preservesUnknownFields ? cloneValue(rest) : prune(rest, {...schema, properties}, '', unknown);
  const defaulted = applySchemaDefaults(pruned, {...schema, properties});
  return {
    object: {apiVersion, kind, metadata: meta, ...defaulted},
    warnings: judgeUnknownFields(unknown, mode, resource, isPatched),
  };
}
