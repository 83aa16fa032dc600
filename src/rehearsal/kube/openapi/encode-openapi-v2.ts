import type {Open} from '../object/kube-object.js';
import {isRecord} from '../object/plain-values.js';
import {MessageWriter} from './message-writer.js';

/**
 * Writes a document of OpenAPI 2 in the protobuf form that older kubectl asks for. Field numbers are those of
 * https://github.com/google/gnostic/blob/main/openapiv2/OpenAPIv2.proto
 */
export function encodeOpenApiV2(document: Open): Buffer {
  const writer = new MessageWriter();
  writer.text(1, document.swagger);
  writer.message(2, (info) => {
    info.text(1, document.info.title);
    info.text(2, document.info.version);
  });
  writer.message(8, (paths) => {
    for (const [name, item] of Object.entries(document.paths)) {
      paths.message(2, (named) => {
        named.text(1, name);
        named.message(2, (value) => writePathItem(value, item));
      });
    }
  });
  writer.message(9, (definitions) => writeNamedSchemas(definitions, document.definitions));
  return writer.finish();
}

function writeNamedSchemas(writer: MessageWriter, schemas: Record<string, Open>): void {
  for (const [name, schema] of Object.entries(schemas)) {
    writer.message(1, (named) => {
      named.text(1, name);
      named.message(2, (value) => writeSchema(value, schema));
    });
  }
}

const writeAny = (writer: MessageWriter, field: number, value: Open) =>
  writer.message(field, (any) => any.text(2, `${JSON.stringify(value)}\n`));

function writeExtensions(writer: MessageWriter, field: number, owner: Open): void {
  for (const [name, value] of Object.entries(owner)) {
    if (!name.startsWith('x-')) continue;
    writer.message(field, (named) => {
      named.text(1, name);
      writeAny(named, 2, value);
    });
  }
}

function writeSchema(writer: MessageWriter, schema: Open): void {
  if (schema.$ref) writer.text(1, schema.$ref);
  if (schema.format) writer.text(2, schema.format);
  if (schema.description) writer.text(4, schema.description);
  if (schema.default !== undefined) writeAny(writer, 5, schema.default);
  for (const name of schema.required ?? []) writer.text(19, name);
  for (const value of schema.enum ?? []) writeAny(writer, 20, value);
  if (schema.additionalProperties !== undefined) {
    writer.message(21, (item) => {
      if (isRecord(schema.additionalProperties))
        item.message(1, (inner) => writeSchema(inner, schema.additionalProperties));
      else item.flag(2, schema.additionalProperties === true);
    });
  }
  if (schema.type) writer.message(22, (type) => type.text(1, schema.type));
  if (schema.items) writer.message(23, (items) => items.message(1, (inner) => writeSchema(inner, schema.items)));
  if (schema.properties) writer.message(25, (properties) => writeNamedSchemas(properties, schema.properties));
  writeExtensions(writer, 31, schema);
}

function writeParameter(writer: MessageWriter, parameter: Open): void {
  const {name, in: place, required = false, type, schema, uniqueItems = false} = parameter;
  writer.message(1, (wrapped) => {
    if (place === 'body') {
      wrapped.message(1, (body) => {
        body.text(2, name);
        body.text(3, place);
        body.flag(4, required);
        body.message(5, (inner) => writeSchema(inner, schema));
      });
      return;
    }
    wrapped.message(2, (other) => {
      if (place === 'query') {
        other.message(3, (query) => {
          query.flag(1, required);
          query.text(2, place);
          query.text(4, name);
          query.text(6, type);
          query.flag(19, uniqueItems);
        });
      } else {
        other.message(4, (path) => {
          path.flag(1, required);
          path.text(2, place);
          path.text(4, name);
          path.text(5, type);
          path.flag(18, uniqueItems);
        });
      }
    });
  });
}

const methodFields: Readonly<Record<string, number>> = {get: 2, put: 3, post: 4, delete: 5, patch: 8};

function writePathItem(writer: MessageWriter, item: Open): void {
  for (const [method, field] of Object.entries(methodFields)) {
    const operation = item[method];
    if (!operation) continue;
    writer.message(field, (value) => {
      for (const tag of operation.tags) value.text(1, tag);
      value.text(3, operation.description);
      value.text(5, operation.operationId);
      for (const type of operation.produces) value.text(6, type);
      for (const type of operation.consumes) value.text(7, type);
      for (const parameter of operation.parameters) value.message(8, (inner) => writeParameter(inner, parameter));
      value.message(9, (responses) => writeResponses(responses, operation.responses));
      for (const scheme of operation.schemes) value.text(10, scheme);
      writeExtensions(value, 13, operation);
    });
  }
  for (const parameter of item.parameters ?? []) writer.message(9, (inner) => writeParameter(inner, parameter));
}

function writeResponses(writer: MessageWriter, responses: Record<string, Open>): void {
  for (const [code, {description, schema}] of Object.entries(responses)) {
    writer.message(1, (named) => {
      named.text(1, code);
      named.message(2, (value) => {
        value.message(1, (response) => {
          response.text(1, description);
          if (schema) response.message(2, (item) => item.message(1, (inner) => writeSchema(inner, schema)));
        });
      });
    });
  }
}
