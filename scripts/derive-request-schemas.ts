/**
 * Derives src/rehearsal/cloud/http/{container,compute}-schema.data.json from the descriptors that the clients of
 * both services ship: which fields requests have, of which types, and the names behind enum numbers.
 * Usage: node scripts/derive-request-schemas.ts
 */
import {readFileSync, writeFileSync} from 'node:fs';

interface Field {
  readonly type: string;
  readonly keyType?: string;
  readonly rule?: string;
}

interface Descriptor {
  readonly fields?: Readonly<Record<string, Field>>;
  readonly values?: Readonly<Record<string, number>>;
  readonly nested?: Readonly<Record<string, Descriptor>>;
}

const sources = [
  {
    name: 'container',
    space: ['google', 'container', 'v1'],
    roots: [
      'CreateClusterRequest',
      'CreateNodePoolRequest',
      'SetLabelsRequest',
      'SetMaintenancePolicyRequest',
      'SetNodePoolAutoscalingRequest',
      'SetNodePoolManagementRequest',
      'SetNodePoolSizeRequest',
      'UpdateClusterRequest',
      'UpdateNodePoolRequest',
    ],
  },
  {
    name: 'compute',
    space: ['google', 'cloud', 'compute', 'v1'],
    roots: [
      'Address',
      'Disk',
      'DisksResizeRequest',
      'Firewall',
      'GlobalSetLabelsRequest',
      'Network',
      'Router',
      'Subnetwork',
      'SubnetworksSetPrivateIpGoogleAccessRequest',
    ],
  },
];

const scalars: Readonly<Record<string, string>> = {string: 's', bytes: 's', bool: 'b'};

/** The JSON name of a field; compute spells some with a separated first letter. */
function jsonName(name: string): string {
  return name
    .replace(/^I_p_protocol$|^IPProtocol$|^iPProtocol$/, 'IPProtocol')
    .replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function derive({name, space, roots}: (typeof sources)[number]): void {
  const directory = new URL(`../node_modules/@google-cloud/${name}/`, import.meta.url);
  let root = JSON.parse(readFileSync(new URL('build/protos/protos.json', directory), 'utf8')) as Descriptor;
  for (const step of space) root = root.nested?.[step] ?? {};
  const {version} = JSON.parse(readFileSync(new URL('package.json', directory), 'utf8')) as {version: string};
  const messages: Record<string, string> = {};
  const enums: Record<string, string> = {};

  const findType = (scope: readonly string[], type: string) => {
    for (let depth = scope.length; depth >= 0; depth--) {
      const parts = [...scope.slice(0, depth), ...type.split('.')];
      const found = parts.reduce<Descriptor | undefined>((at, part) => at?.nested?.[part], root);
      if (found) return {id: parts.join('.'), found};
    }
    return undefined;
  };
  const describeType = (scope: readonly string[], type: string): string => {
    const found = findType(scope, type);
    if (!found) return scalars[type] ?? (type.startsWith('google.') ? '' : 'n');
    collect(found.id, found.found);
    return found.id;
  };
  const collect = (id: string, descriptor: Descriptor): void => {
    if (messages[id] !== undefined || enums[id] !== undefined) return;
    if (descriptor.values) {
      enums[id] = Object.entries(descriptor.values)
        .map(([value, number]) => `${number}=${value}`)
        .join(' ');
      return;
    }
    messages[id] = '';
    const fields = Object.entries(descriptor.fields ?? {}).map(([field, {type, keyType, rule}]) => {
      const suffix = keyType ? '{}' : rule === 'repeated' ? '[]' : '';
      return `${jsonName(field)}:${describeType(id.split('.'), type)}${suffix}`;
    });
    messages[id] = fields.join(' ');
  };
  for (const request of roots) collect(request, root.nested?.[request] ?? {});
  const out = new URL(`../src/rehearsal/cloud/http/${name}-schema.data.json`, import.meta.url);
  writeFileSync(
    out,
    `${JSON.stringify({source: `@google-cloud/${name} ${version}, build/protos/protos.json`, messages, enums}, null, 1)}\n`,
  );
}

for (const source of sources) derive(source);
