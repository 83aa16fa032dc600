import type {Open} from '../object/kube-object.js';
import {isRecord} from '../object/plain-values.js';
import type {ResourceDefinition} from '../registry/resource-definition.js';
import {type FieldType, selectResourceType} from './field-type.js';
import {formatKeyElement} from './list-elements.js';

function find(value: Open, type: FieldType, path: string): string | undefined {
  if (type.kind === 'map' && isRecord(value)) {
    for (const [name, child] of Object.entries(value)) {
      const childType = type.fieldOf(name);
      if (!childType) return `${path}.${name}`;
      const found = find(child, childType, `${path}.${name}`);
      if (found) return found;
    }
  }
  if (type.kind === 'list' && Array.isArray(value)) {
    for (const item of value) {
      const keys = Object.entries<Open>(JSON.parse(formatKeyElement(item, type).slice(2))).map(
        ([key, given]) => `${key}=${JSON.stringify(given)}`,
      );
      const found = find(item, type.item, `${path}[${keys.join(',')}]`);
      if (found) return found;
    }
  }
  return undefined;
}

/** The path of the first field that the type does not have; applying such a configuration fails as a whole. */
export function findUndeclaredField(resource: ResourceDefinition, configuration: Open): string | undefined {
  return find(configuration, selectResourceType(resource), '');
}
