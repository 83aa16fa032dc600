import {type Document, LineCounter, parseDocument, type ScalarTag} from 'yaml';
import {extractJsonLines, MARK, restoreJsonLines} from './json-lines.js';

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
  const extraction = part.text.includes(MARK) ? {text: part.text, values: []} : extractJsonLines(part.text);
  const reading = readDocument({...part, text: extraction.text});
  if (extraction.values.length === 0) return reading;
  // A text that went on over several lines may have been cut: then it is read as it stands.
  if (reading.errors.length > 0) return readDocument(part);
  return {...reading, value: restoreJsonLines(reading.value, extraction.values)};
}

function readDocument(part: YamlPart): YamlReading {
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
    return {value: document.toJS({maxAliasCount: 1000}), line, errors: []};
  } catch (error) {
    return {
      value: undefined,
      line,
      errors: [{message: error instanceof Error ? error.message : String(error), line, column: 1}],
    };
  }
}
