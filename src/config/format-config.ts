import {Document, isMap, isScalar, isSeq, type YAMLMap} from 'yaml';
import type {z} from 'zod';
import {isPlainObject, type PlainObject} from './load/plain-data.js';
import type {FieldPath} from './load/problem.js';
import {installationSchema} from './schema/installation-schema.js';
import {listKeys, schemaAt, selectDefault, selectDescription} from './schema/schema-at.js';

/**
 * A configuration as the text of a shakinstall.yaml: keys in the schema's order, each with its meaning,
 * and what is not set named in comments. Loading the text gives the same configuration again.
 */
export function formatConfig(value: PlainObject, options: {readonly jsonSchema?: string} = {}): string {
  const whole = {apiVersion: 'shakinstall.dev/v1', kind: 'Installation', ...value};
  const document = new Document(inOrder(whole, []));
  if (isMap(document.contents)) annotate(document.contents, []);
  if (options.jsonSchema !== undefined) document.commentBefore = ` yaml-language-server: $schema=${options.jsonSchema}`;
  return document.toString({lineWidth: 0});
}

/** The same value with the schema's keys first and in its order, and without what is not set. */
function inOrder(value: unknown, path: FieldPath): unknown {
  if (Array.isArray(value)) return value.map((item, index) => inOrder(item, [...path, index]));
  if (!isPlainObject(value)) return value;
  const known = listKeys(schemaOf(path));
  const keys = [
    ...known.filter((key) => Object.hasOwn(value, key)),
    ...Object.keys(value).filter((key) => !known.includes(key)),
  ];
  return Object.fromEntries(
    keys.filter((key) => value[key] !== undefined).map((key) => [key, inOrder(value[key], [...path, key])]),
  );
}

function annotate(map: YAMLMap, path: FieldPath): void {
  const known = listKeys(schemaOf(path));
  for (const [index, {key, value}] of map.items.entries()) {
    if (!isScalar(key)) continue;
    const field = [...path, String(key.value)];
    const description = selectDescription(installationSchema, field);
    if (description !== undefined) key.commentBefore = ` ${description}`;
    if (path.length === 0 && index > 2) key.spaceBefore = true;
    if (isMap(value)) annotate(value, field);
    const [first] = isSeq(value) ? value.items : [];
    if (isMap(first)) annotateItem(first, [...field, 0]);
  }
  const present = map.items.map(({key}) => (isScalar(key) ? String(key.value) : ''));
  const absent = known.filter((key) => !present.includes(key));
  if (absent.length === 0 || map.items.length === 0) return;
  const lines = absent.map((key) => {
    const usual = selectDefault(installationSchema, [...path, key]) ?? '';
    return `   ${usual === '' ? key : `${key} (${usual})`}: ${selectDescription(installationSchema, [...path, key])}`;
  });
  map.comment = [' Not set:', ...lines].join('\n');
}

/** The first item of a list explains its keys for all; the first comment goes before the dash. */
function annotateItem(item: YAMLMap, path: FieldPath): void {
  annotate(item, path);
  const key = item.items[0]?.key;
  if (!isScalar(key)) return;
  item.commentBefore = key.commentBefore ?? null;
  key.commentBefore = null;
}

function schemaOf(path: FieldPath): z.ZodType | undefined {
  return schemaAt(installationSchema, path);
}
