import {stringify} from 'yaml';
import {createSchema} from './create-schema.js';
import type {Resource} from './field.js';

/**
 * The text of a resource's definition. The fields of `spec` and `status` stand one to a line, each schema in JSON:
 * the large ones would fill ten thousand lines otherwise.
 */
export function createCrd(resource: Resource): string {
  const hasStatus = resource.status !== undefined;
  const head = stringify({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: {
      name: `${resource.plural}.${resource.group}`,
      labels: {'app.kubernetes.io/part-of': 'shakudo-platform'},
    },
    spec: {
      group: resource.group,
      names: {
        kind: resource.kind,
        listKind: `${resource.kind}List`,
        plural: resource.plural,
        singular: resource.kind.toLowerCase(),
        ...(resource.shortNames?.length ? {shortNames: resource.shortNames} : {}),
        ...(resource.categories ? {categories: resource.categories} : {}),
      },
      scope: resource.scope,
    },
  });
  const versions = resource.versions.flatMap((name, index) => [
    `    - name: ${name}`,
    '      served: true',
    `      storage: ${index === 0}`,
    ...(hasStatus ? ['      subresources: {status: {}}'] : []),
    ...columnLines(resource),
    '      schema:',
    '        openAPIV3Schema:',
    `          description: ${resource.kind} of ${resource.group}`,
    '          type: object',
    '          properties:',
    '            apiVersion: {type: string}',
    '            kind: {type: string}',
    '            metadata: {type: object}',
    ...schemaLines('spec', createSchema(resource.spec, 'spec')),
    ...(resource.status ? schemaLines('status', createSchema(resource.status, 'status')) : []),
  ]);
  return `${head}  versions:\n${versions.join('\n')}\n`;
}

function columnLines(resource: Resource): string[] {
  if (!resource.columns) return [];
  return [
    '      additionalPrinterColumns:',
    ...resource.columns.map(([name, type, jsonPath]) => `        - ${JSON.stringify({name, type, jsonPath})}`),
  ];
}

function schemaLines(name: string, schema: Record<string, unknown>): string[] {
  const indent = ' '.repeat(12);
  const {properties, ...rest} = schema;
  if (properties === undefined) return [`${indent}${name}: ${JSON.stringify(schema)}`];
  return [
    `${indent}${name}:`,
    ...Object.entries(rest).map(([key, value]) => `${indent}  ${key}: ${JSON.stringify(value)}`),
    `${indent}  properties:`,
    ...Object.entries(properties as Record<string, unknown>).map(
      ([key, value]) => `${indent}    ${key}: ${JSON.stringify(value)}`,
    ),
  ];
}
