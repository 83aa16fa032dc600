import {type Document, isMap, isScalar, type Node, parseDocument, Scalar, stringify} from 'yaml';
import type {Diagnostic} from '../model/diagnostic.js';
import type {ReleaseSettings, ValuesTemplate} from '../model/release.js';
import {releaseDiagnostic} from './release-diagnostic.js';
import {parseLocatedYaml} from './schema/located-yaml.js';
import {isPlainSafe, replaceTokens} from './values/replace-tokens.js';

/** Text of a deployment's values; with errors beside it, it is as far as the rendering came. */
export interface ValuesRendering {
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
}

interface Change {
  readonly path: readonly string[];
  readonly value: unknown;
}

/**
 * The values of one deployment: the template's text with tokens and replacements as the runbook's seds make them,
 * then the overrides and `extraValues` (nested as in a values file) set by structure. Comments stay; a setting that
 * is absent changes nothing; the same input gives the same text.
 */
export function renderValues(
  template: ValuesTemplate,
  templateText: string,
  settings: ReleaseSettings,
  extraValues: Readonly<Record<string, unknown>> = {},
): ValuesRendering {
  const whole = parseLocatedYaml(templateText, template.path);
  if (!whole.yaml) return {text: templateText, diagnostics: whole.diagnostics};
  const filled = replaceTokens(templateText, template, settings);
  if (filled.diagnostics.length > 0) return filled;
  const text = template.replacements.reduce((result, {from, to}) => result.replaceAll(from, () => to), filled.text);
  const located = parseLocatedYaml(text, template.path);
  if (!located.yaml) return {text, diagnostics: located.diagnostics};
  const changes = [...selectChanges(template, settings), ...flatten(extraValues, [])];
  if (changes.length === 0) return {text, diagnostics: []};
  // Every scalar is only text to this schema, so what is not changed is written as it was read.
  const document = parseDocument(text, {schema: 'failsafe', uniqueKeys: false});
  const diagnostics = changes.flatMap((change) => setValue(document, change, template.path));
  // Lists stand as the template has them, with their dashes below the key or further in.
  const indentSeq = !/^( *)[^\s#-].*:[ \t]*\r?\n\1- /m.test(text);
  return {text: document.toString({lineWidth: 0, indentSeq}), diagnostics};
}

function selectChanges(template: ValuesTemplate, settings: ReleaseSettings): Change[] {
  return template.overrides.flatMap(({setting, path}) => {
    const value = settings[setting];
    return value === undefined ? [] : [{path: path.split('.'), value}];
  });
}

/** A nested record as single changes; lists and empty records replace what is there. */
function flatten(value: unknown, path: readonly string[]): Change[] {
  const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value);
  const entries = isRecord ? Object.entries(value) : [];
  if (entries.length > 0) return entries.flatMap(([key, inner]) => flatten(inner, [...path, key]));
  return path.length === 0 ? [] : [{path, value}];
}

function setValue(document: Document, {path, value}: Change, file: string): Diagnostic[] {
  for (let length = 0; length < path.length; length++) {
    const parentPath = path.slice(0, length);
    const parent = length === 0 ? document.contents : document.getIn(parentPath, true);
    if (parent === undefined || parent === null || isEmptyScalar(parent)) {
      if (length === 0) document.contents = document.createNode({}) as Document['contents'];
      else document.setIn(parentPath, document.createNode({}));
    } else if (!isMap(parent)) {
      return [
        releaseDiagnostic(
          'SHK_RELEASE_E0014',
          `${path.join('.')} cannot be set: ${parentPath.join('.') || 'the file'} is no map`,
          {location: {file}, field: path.join('.')},
        ),
      ];
    }
  }
  const existing = document.getIn(path, true);
  const node = createValue(value);
  if (isScalar(existing) && isScalar(node)) {
    existing.value = node.value;
    if (typeof value !== 'string' || existing.type === Scalar.PLAIN) existing.type = node.type ?? Scalar.PLAIN;
  } else {
    document.setIn(path, node);
  }
  return [];
}

/** A scalar that stands for nothing: `key:`, `key: ~` or `key: null`. */
function isEmptyScalar(node: unknown): boolean {
  return isScalar(node) && node.type === Scalar.PLAIN && /^(~|null|)$/i.test(String(node.value));
}

/** A value as nodes whose scalars are text already, quoted where they would be read as something else. */
function createValue(value: unknown): Node {
  if (typeof value === 'string') {
    const scalar = new Scalar(value);
    scalar.type = isPlainSafe(value) ? Scalar.PLAIN : Scalar.QUOTE_DOUBLE;
    return scalar;
  }
  return (
    parseDocument(stringify(value, {lineWidth: 0, version: '1.1'}), {schema: 'failsafe'}).contents ?? new Scalar('')
  );
}
