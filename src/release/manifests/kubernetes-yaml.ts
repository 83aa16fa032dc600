import {load} from 'js-yaml';
import {type Document, LineCounter, parseDocument, type ScalarTag} from 'yaml';
import {extractJsonLines, MARK, restoreJsonLines} from './json-lines.js';
import {kubernetesSchema} from './kubernetes-schema.js';

/** One document of a stream, with the line on which it begins. */
export interface YamlPart {
  readonly text: string;
  /** Line of the part's first character in the stream; counts from 1. */
  readonly line: number;
}

/** Cuts a stream at its `---` lines. A block scalar cannot hold such a line, so no parser is needed for it. */
export function splitDocuments(stream: string): YamlPart[] {
  const text = stream.replace(/^\uFEFF/, '');
  const parts: YamlPart[] = [];
  let start = 0;
  let line = 1;
  let at = 0;
  let atLine = 1;
  while (at <= text.length) {
    const newline = text.indexOf('\n', at);
    const end = newline === -1 ? text.length : newline;
    const isSeparator = text.startsWith('---', at) && /^---(\s|$)/.test(text.slice(at, Math.min(end, at + 4)));
    if (isSeparator) {
      if (at > start) parts.push({text: text.slice(start, at), line});
      // What follows the dashes on the same line belongs to the next document.
      start = at + 3;
      line = atLine;
    }
    at = end + 1;
    atLine += 1;
  }
  if (start < text.length) parts.push({text: text.slice(start), line});
  return parts;
}

/** A part as Kubernetes' own tools read it, with its faults placed in the stream. */
export interface YamlReading {
  readonly value: unknown;
  /** Line of the first key. */
  readonly line: number;
  readonly errors: ReadonlyArray<{readonly message: string; readonly line: number; readonly column: number}>;
}

const OCTAL: ScalarTag = {
  tag: 'tag:yaml.org,2002:int',
  identify: () => false,
  default: true,
  test: /^[-+]?0o[0-7]+$/,
  resolve: (text) => Number(text.replace('+', '')),
};

const BINARY: ScalarTag = {
  tag: 'tag:yaml.org,2002:binary',
  identify: () => false,
  default: false,
  resolve: (text) => Buffer.from(text, 'base64').toString('utf8'),
};

/**
 * Reads YAML as `kubectl` and `helm` do: version 1.1's booleans and octal numbers, the last of two equal keys,
 * but neither times nor numbers to the base of 60. https://pkg.go.dev/sigs.k8s.io/yaml
 */
export function readKubernetesYaml(part: YamlPart): YamlReading {
  return doubtful.test(part.text) ? readWithPlaces(part) : readQuickly(part);
}

function readQuickly(part: YamlPart): YamlReading {
  const {text, values} = part.text.includes(MARK) ? {text: part.text, values: []} : extractJsonLines(part.text);
  try {
    const value = load(text, {schema: kubernetesSchema, json: true});
    return {
      value: values.length === 0 ? value : restoreJsonLines(value, values),
      line: part.line + countLinesBefore(part.text),
      errors: [],
    };
  } catch {
    // Where in the text a fault is, and what it is, the other reader tells.
    return readWithPlaces(part);
  }
}

/**
 * What the quick reader takes and Kubernetes does not, and what it does not count: a map on the line of its anchor or
 * tag, tabs that indent, names of anchors.
 */
const doubtful =
  /:[ \t]+(?:[&!]\S*[ \t]+)+[^\n]*:(?:\s|$)|^ *\t|(?:^[ \t]*|[:,[{-][ \t]*)\*[^\s,[\]{}]+[ \t]*(?:\r?$|[,\]}:]|[ \t]#)/m;

/** Whether a value is part of itself, as an anchor makes it that is named inside of what it stands for. */
function holdsItself(value: unknown, above = new Set<unknown>(), known = new Set<unknown>()): boolean {
  if (typeof value !== 'object' || value === null || known.has(value)) return false;
  if (above.has(value)) return true;
  above.add(value);
  const found = Object.values(value).some((inner) => holdsItself(inner, above, known));
  above.delete(value);
  known.add(value);
  return found;
}

/** More would be a bomb. https://en.wikipedia.org/wiki/Billion_laughs_attack */
const mostAliases = 1000;

/** How many lines hold no more than comments and blanks before the first that holds something. */
function countLinesBefore(text: string): number {
  const [before = ''] = /^(?:[ \t]*(?:#[^\n]*)?\r?\n)*/.exec(text) ?? [];
  return before.split('\n').length - 1;
}

/** Reads with the place of every fault, at several times the work. */
function readWithPlaces(part: YamlPart): YamlReading {
  const lineCounter = new LineCounter();
  const document: Document = parseDocument(part.text, {
    lineCounter,
    prettyErrors: false,
    uniqueKeys: false,
    schema: 'yaml-1.1',
    version: '1.1',
    resolveKnownTags: false,
    customTags: (tags) => [
      OCTAL,
      BINARY,
      ...tags.filter(
        (tag) => typeof tag === 'string' || !(/(timestamp|binary)$/.test(tag.tag) || tag.format === 'TIME'),
      ),
    ],
  });
  const place = (offset: number) => {
    const {line, col} = lineCounter.linePos(offset);
    return {line: part.line + line - 1, column: col};
  };
  const errors = document.errors.map((error) => ({message: error.message, ...place(error.pos[0])}));
  if (errors.length > 0) return {value: undefined, line: errors[0]!.line, errors};
  const line = document.contents?.range ? place(document.contents.range[0]).line : part.line;
  try {
    const value: unknown = document.toJS({maxAliasCount: mostAliases});
    if (holdsItself(value)) throw new Error('An anchor holds itself');
    return {value, line, errors: []};
  } catch (error) {
    return {
      value: undefined,
      line,
      errors: [{message: error instanceof Error ? error.message : String(error), line, column: 1}],
    };
  }
}
