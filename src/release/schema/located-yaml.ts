import {type Document, isMap, isNode, isPair, LineCounter, type Node, parseDocument} from 'yaml';
import type {Diagnostic, SourceLocation} from '../../model/diagnostic.js';
import {releaseDiagnostic} from '../release-diagnostic.js';

/** One YAML document that remembers where everything stands. */
export interface LocatedYaml {
  readonly value: unknown;
  /** Place of a value, or of the nearest thing around it that is there. */
  locate(path: readonly PropertyKey[]): SourceLocation;
  /** Place of a key itself, for keys that should not be there. */
  locateKey(path: readonly PropertyKey[]): SourceLocation;
}

/** Parses one document; what is wrong comes back as diagnostics with line and column. */
export function parseLocatedYaml(
  text: string,
  file: string,
): {readonly yaml?: LocatedYaml; readonly diagnostics: readonly Diagnostic[]} {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, {lineCounter, prettyErrors: false});
  if (document.errors.length > 0) {
    return {
      diagnostics: document.errors.map((error) => {
        const {line, col} = lineCounter.linePos(error.pos[0]);
        return releaseDiagnostic('SHK_RELEASE_E0002', `${file} is not valid YAML`, {
          detail: error.message,
          location: {file, line, column: col},
        });
      }),
    };
  }
  const place = (node: Node | undefined): SourceLocation => {
    const offset = node?.range?.[0];
    if (offset === undefined) return {file, line: 1, column: 1};
    const {line, col} = lineCounter.linePos(offset);
    return {file, line, column: col};
  };
  let value: unknown;
  try {
    value = document.toJS();
  } catch (error) {
    // Anchors that multiply beyond measure are found out only here.
    const detail = error instanceof Error ? error.message : String(error);
    return {
      diagnostics: [
        releaseDiagnostic('SHK_RELEASE_E0002', `${file} is not valid YAML`, {detail, location: {file, line: 1}}),
      ],
    };
  }
  return {
    yaml: {
      value,
      locate: (path) => place(nearestNode(document, path)),
      locateKey: (path) => place(keyNode(document, path) ?? nearestNode(document, path)),
    },
    diagnostics: [],
  };
}

function nearestNode(document: Document, path: readonly PropertyKey[]): Node | undefined {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node)) return node;
  }
  return isNode(document.contents) ? document.contents : undefined;
}

function keyNode(document: Document, path: readonly PropertyKey[]): Node | undefined {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  if (!isMap(parent)) return undefined;
  const pair = parent.items.find((item) => isPair(item) && String(item.key) === String(path.at(-1)));
  return isNode(pair?.key) ? pair.key : undefined;
}
