import {type Document, isScalar, LineCounter, parseAllDocuments} from 'yaml';
import {z} from 'zod';
import type {Diagnostic, SourceLocation} from '../../model/diagnostic.js';
import type {ConfigCode} from '../config-codes.js';
import {schemaAt} from '../schema/schema-at.js';
import {findNode, findOffset} from './find-node.js';
import type {Layer} from './layer.js';
import {isPlainObject, listLeaves, selectAt, withAt} from './plain-data.js';

/**
 * One file as a layer that remembers where everything stands, or why it is none. Anchors, aliases and
 * merge keys are followed. Texts that YAML takes for numbers (`version: 1.30`) stay as they are written.
 */
export function parseConfigFile(
  file: {readonly path: string; readonly text: string},
  schema: z.ZodType,
): {readonly layer?: Layer; readonly diagnostics: readonly Diagnostic[]} {
  const lineCounter = new LineCounter();
  const locate = (offset: number): SourceLocation => {
    const {line, col} = lineCounter.linePos(offset);
    return {file: file.path, line, column: col};
  };
  const refuse = (code: ConfigCode, summary: string, detail: string, text: string, offset?: number) => ({
    diagnostics: [
      {
        code,
        summary,
        detail,
        location: offset === undefined ? {file: file.path} : locate(offset),
        tries: [{text}],
        blame: 'user' as const,
      },
    ],
  });
  const parsed = parseAllDocuments(file.text, {lineCounter, prettyErrors: false, merge: true});
  const documents: Document.Parsed[] = 'empty' in parsed ? [] : parsed;
  const [document, second] = documents;
  const empty = () =>
    refuse(
      'SHK_CONFIG_E0002',
      `${file.path} is empty.`,
      'Found nothing but white space and comments.',
      'Start from templates/config/minimal.yaml, or run shakinstall init on a terminal to be asked.',
    );
  if (document === undefined) return empty();
  const errors = documents.flatMap(({errors}) => errors);
  if (errors.length > 0) {
    return {
      diagnostics: errors.flatMap((error) => {
        const isDuplicate = error.code === 'DUPLICATE_KEY';
        const key = isDuplicate ? /^[^\s:]+/.exec(file.text.slice(error.pos[0]))?.[0] : undefined;
        return isDuplicate
          ? refuse(
              'SHK_CONFIG_E0005',
              `${key ?? 'A key'} stands twice in the same map.`,
              'Only one of them can be meant.',
              'Take one of them out.',
              error.pos[0],
            ).diagnostics
          : refuse(
              'SHK_CONFIG_E0003',
              `${file.path} is not valid YAML.`,
              error.message,
              'Mend the line; often it is its indentation, a tabulator, a missing space after the colon or a missing quotation mark.',
              error.pos[0],
            ).diagnostics;
      }),
    };
  }
  if (second !== undefined)
    return refuse(
      'SHK_CONFIG_E0004',
      `${file.path} holds ${documents.length} YAML documents.`,
      'A configuration is one document.',
      'Keep one of them, without the line --- between them.',
      second.range[0],
    );
  if (document.contents === null || (isScalar(document.contents) && document.contents.value === null)) return empty();
  let value: unknown;
  try {
    value = document.toJS();
  } catch (error) {
    return refuse(
      'SHK_CONFIG_E0003',
      `${file.path} cannot be read.`,
      (error as Error).message,
      'Use fewer aliases.',
      0,
    );
  }
  if (!isPlainObject(value))
    return refuse(
      'SHK_CONFIG_E0009',
      `${file.path} holds no map.`,
      'Allowed: keys with values, such as kind: Installation.',
      'Start from templates/config/minimal.yaml.',
      document.contents.range[0],
    );
  return {
    layer: {
      source: 'file',
      value: withTextsAsWritten(document, value, schema) as Readonly<Record<string, unknown>>,
      origin: () => file.path,
      locate(path, isAboutKey) {
        const offset = findOffset(document, path, isAboutKey);
        return offset === undefined ? {file: file.path, line: 1, column: 1} : locate(offset);
      },
    },
    diagnostics: [],
  };
}

function withTextsAsWritten(document: Document, value: unknown, schema: z.ZodType): unknown {
  return listLeaves(value).reduce((whole, path) => {
    const isOther = ['number', 'boolean', 'bigint'].includes(typeof selectAt(value, path));
    const wanted = isOther ? schemaAt(schema, path) : undefined;
    const node = wanted instanceof z.ZodString ? findNode(document, path) : undefined;
    return isScalar(node) && typeof node.source === 'string' ? withAt(whole, path, node.source) : whole;
  }, value);
}
