import type {Open} from '../object/kube-object.js';
import type {CustomVersion, ResourceDefinition} from '../registry/resource-definition.js';
import {formatAge} from './format-duration.js';
import {readJsonPath} from './json-path.js';
import type {Printer} from './printer.js';

type Columns = CustomVersion['printerColumns'];

const ageColumn: Columns = [{name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp'}];

function formatCell(column: Columns[number], values: readonly Open[], nowMs: number): Open {
  const [value] = values;
  if (value === undefined || value === null) return null;
  switch (column.type) {
    case 'integer':
      return typeof value === 'number' ? Math.trunc(value) : null;
    case 'number':
      return typeof value === 'number' ? value : null;
    case 'boolean':
      return typeof value === 'boolean' ? value : null;
    case 'date':
      return typeof value === 'string' ? formatAge(value, nowMs) : null;
    default:
      return typeof value === 'object'
        ? JSON.stringify(value)
        : values.length > 1
          ? values.map(String).join(' ')
          : String(value);
  }
}

/** Rows of a custom resource by its `additionalPrinterColumns`; its age where it declares none. */
export function createCustomPrinter(
  {kind}: ResourceDefinition,
  declared: Columns,
): {readonly printer: Printer; readonly columns: readonly Open[]} {
  const shown = declared.length > 0 ? declared : ageColumn;
  const columns = shown.map(({name, type, format = '', description, jsonPath, priority = 0}) => ({
    name,
    type: type === 'date' && name === 'Age' && declared.length === 0 ? 'date' : type,
    format,
    description: description || `Custom resource definition column (in JSONPath format): ${jsonPath}`,
    priority,
  }));
  return {
    printer: {
      columns: [],
      print: (object, nowMs) => [
        object.metadata.name,
        ...shown.map((column) => formatCell(column, readJsonPath(object, column.jsonPath), nowMs)),
      ],
    },
    columns: [
      {name: 'Name', type: 'string', format: 'name', description: `Name of the ${kind}`, priority: 0},
      ...columns,
    ],
  };
}
