import type {KubeObject, Open} from '../object/kube-object.js';
import {isRecord} from '../object/plain-values.js';
import {formatApiVersion, type ResourceDefinition} from '../registry/resource-definition.js';
import {collectFields} from './collect-fields.js';
import {compareFields} from './compare-fields.js';
import {createFieldSet, type FieldSet, subtractSet, uniteSets} from './field-set.js';
import {selectResourceType} from './field-type.js';

/** Where kubectl's client-side apply keeps what it applied. https://kubernetes.io/docs/reference/using-api/server-side-apply/#migration-between-client-side-and-server-side-apply */
const annotation = 'kubectl.kubernetes.io/last-applied-configuration';

/** The manager under whose name kubectl applies on the server. */
export const kubectlManager = 'kubectl';

function readLastApplied(live: KubeObject): Open {
  try {
    return JSON.parse(live.metadata.annotations?.[annotation] ?? '');
  } catch {
    return undefined;
  }
}

/** Fields that kubectl applied on the client before and that are still as it applied them: these it may take from itself. */
export function findOwnClientFields(resource: ResourceDefinition, live: KubeObject): FieldSet {
  const applied = readLastApplied(live);
  if (applied?.apiVersion !== formatApiVersion(resource)) return createFieldSet();
  const type = selectResourceType(resource);
  const {added, modified, removed} = compareFields(applied, live, type);
  return subtractSet(collectFields(applied, type), uniteSets(uniteSets(added, modified), removed));
}

/** JSON as Go writes it: keys in order, and nothing that HTML would mind. */
function formatGoJson(value: Open): string {
  if (Array.isArray(value)) return `[${value.map(formatGoJson).join(',')}]`;
  if (isRecord(value)) {
    const keys = Object.keys(value).sort();
    return `{${keys.map((key) => `${formatGoJson(key)}:${formatGoJson(value[key])}`).join(',')}}`;
  }
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** An object on which kubectl once applied on the client keeps saying what was applied last, so that it may go back. */
export function keepLastApplied(result: KubeObject, live: KubeObject, configuration: KubeObject): KubeObject {
  if (live.metadata.annotations?.[annotation] === undefined) return result;
  const {annotations, managedFields: _, ...metadata} = configuration.metadata;
  const {[annotation]: __, ...others} = annotations ?? {};
  const applied = {
    ...configuration,
    metadata: {...metadata, ...(Object.keys(others).length > 0 ? {annotations: others} : {})},
  };
  const written = {...result.metadata.annotations, [annotation]: `${formatGoJson(applied)}\n`};
  return {...result, metadata: {...result.metadata, annotations: written}};
}
