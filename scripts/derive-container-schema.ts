/**
 * Derives src/rehearsal/cloud/container/container-schema.data.json from the descriptor that
 * @google-cloud/container ships: which fields requests have, and the names behind their enum numbers.
 * Usage: node scripts/derive-container-schema.ts
 */
import {readFileSync, writeFileSync} from 'node:fs';

interface Descriptor {
  readonly fields?: Readonly<
    Record<string, {readonly type: string; readonly keyType?: string; readonly rule?: string}>
  >;
  readonly values?: Readonly<Record<string, number>>;
  readonly nested?: Readonly<Record<string, Descriptor>>;
}

const requests = [
  'CreateClusterRequest',
  'CreateNodePoolRequest',
  'SetLabelsRequest',
  'SetMaintenancePolicyRequest',
  'SetNodePoolAutoscalingRequest',
  'SetNodePoolManagementRequest',
  'SetNodePoolSizeRequest',
  'UpdateClusterRequest',
  'UpdateNodePoolRequest',
];

const path = new URL('../node_modules/@google-cloud/container/build/protos/protos.json', import.meta.url);
let root = JSON.parse(readFileSync(path, 'utf8')) as Descriptor;
for (const step of ['google', 'container', 'v1']) root = root.nested?.[step] ?? {};

/** Finds a type by name from the inside out, as protobuf scopes names. */
function findType(
  scope: readonly string[],
  name: string,
): {readonly id: string; readonly found: Descriptor} | undefined {
  for (let depth = scope.length; depth >= 0; depth--) {
    const parts = [...scope.slice(0, depth), ...name.split('.')];
    const found = parts.reduce<Descriptor | undefined>((at, part) => at?.nested?.[part], root);
    if (found) return {id: parts.join('.'), found};
  }
  return undefined;
}

const messages: Record<string, string> = {};
const enums: Record<string, string> = {};

function collect(id: string, descriptor: Descriptor): void {
  if (messages[id] !== undefined || enums[id] !== undefined) return;
  if (descriptor.values) {
    enums[id] = Object.entries(descriptor.values)
      .map(([name, number]) => `${number}=${name}`)
      .join(' ');
    return;
  }
  messages[id] = '';
  const fields = Object.entries(descriptor.fields ?? {}).map(([name, field]) => {
    const type = findType(id.split('.'), field.type);
    if (type) collect(type.id, type.found);
    return type && !field.keyType ? `${name}:${type.id}` : name;
  });
  messages[id] = fields.join(' ');
}

for (const request of requests) collect(request, root.nested?.[request] ?? {});
const source = `@google-cloud/container ${JSON.parse(readFileSync(new URL('../node_modules/@google-cloud/container/package.json', import.meta.url), 'utf8')).version}, build/protos/protos.json`;
const out = new URL('../src/rehearsal/cloud/container/container-schema.data.json', import.meta.url);
writeFileSync(out, `${JSON.stringify({source, messages, enums}, null, 1)}\n`);
