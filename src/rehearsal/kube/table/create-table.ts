import type {KubeObject, Open} from '../object/kube-object.js';
import type {ResourceDefinition} from '../registry/resource-definition.js';
import type {ApiContext} from '../server/api-context.js';
import {corePrinters} from './print-core.js';
import {createCustomPrinter} from './print-custom.js';
import {otherPrinters} from './print-others.js';
import {podPrinter} from './print-pods.js';
import {workloadPrinters} from './print-workloads.js';
import type {Printer} from './printer.js';

const printers: Readonly<Record<string, Printer>> = {
  pods: podPrinter,
  ...corePrinters,
  ...workloadPrinters,
  ...otherPrinters,
};

const defaultPrinter: Printer = {
  columns: ['Name', 'Created At:date'],
  print: ({metadata}) => [metadata.name, metadata.creationTimestamp ?? ''],
};

/** What kubectl's `describe` of a column would say; the API asks for a text. */
const describeColumn = (name: string, kind: string) => `${name} of the ${kind}`;

function createColumn(spec: string, kind: string): Open {
  const isWide = spec.startsWith('*');
  const [name = '', type = 'string'] = (isWide ? spec.slice(1) : spec).split(':');
  return {
    name,
    type,
    format: name === 'Name' ? 'name' : '',
    description: describeColumn(name, kind),
    priority: isWide ? 1 : 0,
  };
}

function selectPrinter(resource: ResourceDefinition): {readonly printer: Printer; readonly columns: readonly Open[]} {
  if (resource.custom) return createCustomPrinter(resource, resource.custom.printerColumns);
  const printer = printers[resource.collection] ?? defaultPrinter;
  return {printer, columns: printer.columns.map((column) => createColumn(column, resource.kind))};
}

function includeObject(object: KubeObject, includes: string, version: string): Open {
  if (includes === 'None') return null;
  if (includes === 'Object') return object;
  return {kind: 'PartialObjectMetadata', apiVersion: `meta.k8s.io/${version}`, metadata: object.metadata};
}

/** A `Table` of an object or a list, as kubectl prints it. https://kubernetes.io/docs/reference/using-api/api-concepts/#receiving-resources-as-tables */
export function createTable(
  {clock}: ApiContext,
  resource: ResourceDefinition,
  source: Open,
  includes: string,
  version: string,
): Open {
  const {printer, columns} = selectPrinter(resource);
  const objects: readonly KubeObject[] = Array.isArray(source.items) ? source.items : [source];
  const nowMs = clock.now();
  const rows = objects.map((object) => {
    const conditions = printer.conditions?.(object);
    return {
      cells: printer.print(object, nowMs),
      ...(conditions ? {conditions} : {}),
      object: includeObject(object, includes, version),
    };
  });
  const {resourceVersion, continue: next, remainingItemCount} = source.metadata;
  const metadata = {
    resourceVersion,
    ...(next ? {continue: next} : {}),
    ...(remainingItemCount ? {remainingItemCount} : {}),
  };
  return {kind: 'Table', apiVersion: `meta.k8s.io/${version}`, metadata, columnDefinitions: columns, rows};
}
