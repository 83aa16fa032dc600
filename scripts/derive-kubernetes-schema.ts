/**
 * Derives the table of facts about Kubernetes' built-in kinds that the rehearsal's API server works from:
 * field names and types, required fields, formats, enums, list-map keys, patch merge keys and defaults from a
 * published OpenAPI document; protobuf numbers, and which empty values Go leaves out, from the published Go
 * types. Descriptions are left behind.
 *
 *   node scripts/derive-kubernetes-schema.ts OPENAPI_V2.json[.gz] OUT.data.json SOURCE_DIR...
 *
 * Each SOURCE_DIR is a checkout of k8s.io/api, apimachinery, apiextensions-apiserver or kube-aggregator of the
 * same version. A second document of defaults is optional: every `v3_*.json.gz` beside the OpenAPI v2 file.
 */
import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {gunzipSync} from 'node:zlib';

interface GoField {
  readonly name: string;
  readonly type: string;
  readonly isPointer: boolean;
  readonly isOmitted: boolean;
  /** Field numbers from the outer message inwards: an inlined struct is a nested message in protobuf. */
  readonly proto: readonly number[];
}
interface GoStruct {
  readonly fields: readonly GoField[];
  readonly embedded: ReadonlyArray<{readonly type: string; readonly proto?: number}>;
}
interface OpenApiNode {
  readonly $ref?: string;
  readonly allOf?: readonly OpenApiNode[];
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly default?: unknown;
  readonly required?: readonly string[];
  readonly items?: OpenApiNode;
  readonly properties?: Readonly<Record<string, OpenApiNode>>;
  readonly additionalProperties?: OpenApiNode;
  readonly [extension: `x-kubernetes-${string}`]: unknown;
}
type Facts = Record<string, unknown>;

const [openApiPath, outPath, ...sourceDirs] = process.argv.slice(2);
if (!openApiPath || !outPath || sourceDirs.length === 0) {
  throw new Error('usage: derive-kubernetes-schema.ts OPENAPI_V2.json[.gz] OUT.data.json SOURCE_DIR...');
}

const readDocument = (path: string) => {
  const bytes = readFileSync(path);
  return JSON.parse((path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'));
};

/** `k8s.io/api/apps/v1` → `io.k8s.api.apps.v1`, the prefix of a package's definitions. */
const toDefinitionPrefix = (importPath: string) => {
  const [host = '', ...rest] = importPath.split('/');
  return [...host.split('.').reverse(), ...rest].join('.');
};

function readStructs(importPath: string, source: string): Array<[string, GoStruct]> {
  const imports = new Map<string, string>();
  for (const match of source.matchAll(/^\s+(?:(\w+) )?"(k8s\.io\/[^"]+)"$/gm)) {
    imports.set(match[1] ?? match[2]!.split('/').at(-1)!, match[2]!);
  }
  const qualify = (type: string) => {
    const [first = '', second] = type.split('.');
    return second
      ? `${toDefinitionPrefix(imports.get(first) ?? first)}.${second}`
      : `${toDefinitionPrefix(importPath)}.${first}`;
  };
  const structs: Array<[string, GoStruct]> = [];
  for (const match of source.matchAll(/^type (\w+) struct \{\n([\s\S]*?)^\}/gm)) {
    const fields: GoField[] = [];
    const embedded: Array<{type: string; proto?: number}> = [];
    for (const line of match[2]!.split('\n')) {
      const field = line.match(/^\s+(?:\w+\s+)?(\*?[\w.[\]*]+)\s+`([^`]*)`/);
      const json = field?.[2]?.match(/json:"([^"]*)"/)?.[1];
      if (!field || json === undefined) continue;
      const type = field[1]!;
      const protobuf = field[2]!.match(/protobuf:"([^"]*)"/)?.[1];
      const [name = '', ...flags] = json.split(',');
      const number = protobuf ? Number(protobuf.split(',')[1]) : undefined;
      if (name === '-') continue;
      if (name === '') embedded.push({type: qualify(type), ...(number ? {proto: number} : {})});
      else {
        fields.push({
          name,
          type: type.replace(/^\*/, ''),
          isPointer: type.startsWith('*'),
          isOmitted: flags.includes('omitempty'),
          proto: number ? [number] : [],
        });
      }
    }
    structs.push([`${toDefinitionPrefix(importPath)}.${match[1]}`, {fields, embedded}]);
  }
  return structs;
}

function readAllStructs(directories: readonly string[]): Map<string, GoStruct> {
  const structs = new Map<string, GoStruct>();
  for (const directory of directories) {
    const module = readFileSync(join(directory, 'go.mod'), 'utf8').match(/^module (\S+)/m)![1]!;
    for (const file of readdirSync(directory, {recursive: true, encoding: 'utf8'})) {
      if (!/\/types[\w]*\.go$/.test(file) || file.includes('testapigroup')) continue;
      const importPath = `${module}/${dirname(file)}`;
      for (const [name, struct] of readStructs(importPath, readFileSync(join(directory, file), 'utf8')))
        structs.set(name, struct);
    }
  }
  return structs;
}

function flatten(structs: Map<string, GoStruct>, name: string): GoField[] {
  const struct = structs.get(name);
  if (!struct) return [];
  const inlined = struct.embedded.flatMap(({type, proto}) =>
    flatten(structs, type).map((field) => ({...field, proto: proto ? [proto, ...field.proto] : []})),
  );
  return [...inlined, ...struct.fields];
}

const toReference = (node: OpenApiNode) => (node.$ref ?? node.allOf?.[0]?.$ref)?.split('/').at(-1);

function describeType(node: OpenApiNode): Facts {
  const reference = toReference(node);
  if (reference) return {ref: reference};
  if (node.items) return {type: 'array', items: describeType(node.items)};
  if (node.additionalProperties) return {type: 'map', values: describeType(node.additionalProperties)};
  return {type: node.type ?? 'object', ...(node.format ? {format: node.format} : {})};
}

function describeField(node: OpenApiNode, go: GoField | undefined, publishedDefault: unknown): Facts {
  const pick = (key: string, value: unknown) => (value === undefined ? {} : {[key]: value});
  const hasDefault =
    publishedDefault !== undefined && publishedDefault !== '' && publishedDefault !== 0 && publishedDefault !== false;
  return {
    ...describeType(node),
    ...pick('enum', node.enum),
    ...pick('list', node['x-kubernetes-list-type']),
    ...pick('keys', node['x-kubernetes-list-map-keys']),
    ...pick('map', node['x-kubernetes-map-type']),
    ...pick('mergeKey', node['x-kubernetes-patch-merge-key']),
    ...pick('strategy', node['x-kubernetes-patch-strategy']),
    ...pick('default', hasDefault && JSON.stringify(publishedDefault) !== '{}' ? publishedDefault : undefined),
    ...pick('pointer', go?.isPointer || undefined),
    ...pick('always', go && !go.isOmitted ? true : undefined),
    ...pick('proto', go && go.proto.length > 0 ? (go.proto.length === 1 ? go.proto[0] : go.proto) : undefined),
  };
}

const document = readDocument(openApiPath) as {definitions: Record<string, OpenApiNode>};
const structs = readAllStructs(sourceDirs);
const defaults = new Map<string, unknown>();
for (const file of readdirSync(dirname(openApiPath)).filter((name) => name.startsWith('v3_'))) {
  const {components} = readDocument(join(dirname(openApiPath), file)) as {
    components?: {schemas?: Record<string, OpenApiNode>};
  };
  for (const [name, schema] of Object.entries(components?.schemas ?? {})) {
    for (const [field, node] of Object.entries(schema.properties ?? {})) defaults.set(`${name}.${field}`, node.default);
  }
}

const lines = Object.entries(document.definitions).map(([name, definition]) => {
  const goFields = flatten(structs, name);
  const goByName = new Map(goFields.map((field) => [field.name, field]));
  const properties = Object.entries(definition.properties ?? {});
  const order = new Map(goFields.map((field, index) => [field.name, index]));
  const rank = (field: string) => (field === 'kind' ? -2 : field === 'apiVersion' ? -1 : (order.get(field) ?? 1000));
  properties.sort(([a], [b]) => rank(a) - rank(b));
  const facts: Facts = {
    ...(definition['x-kubernetes-group-version-kind'] ? {kinds: definition['x-kubernetes-group-version-kind']} : {}),
    ...(definition['x-kubernetes-map-type'] ? {map: definition['x-kubernetes-map-type']} : {}),
    ...(definition['x-kubernetes-unions'] ? {unions: definition['x-kubernetes-unions']} : {}),
    ...(definition.required ? {required: definition.required} : {}),
    ...(definition.properties
      ? {
          fields: Object.fromEntries(
            properties.map(([field, node]) => [
              field,
              describeField(node, goByName.get(field), defaults.get(`${name}.${field}`)),
            ]),
          ),
        }
      : describeType(definition)),
  };
  return `${JSON.stringify(name)}:${JSON.stringify(facts)}`;
});
writeFileSync(outPath, `{\n${lines.join(',\n')}\n}\n`);
