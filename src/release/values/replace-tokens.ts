import {isScalar, parse, parseDocument, type Scalar, visit} from 'yaml';
import type {Diagnostic} from '../../model/diagnostic.js';
import type {ReleaseSettings, ValuesTemplate} from '../../model/release.js';
import {readKubernetesYaml} from '../manifests/kubernetes-yaml.js';
import {releaseDiagnostic} from '../release-diagnostic.js';

interface Replacement {
  readonly token: string;
  readonly value: string;
}

/**
 * Replaces the tokens as the runbook's seds do, on one line each. A value that is a scalar of its own is quoted
 * where it would be read as a number or worse; a value that would tear the file apart is refused.
 */
export function replaceTokens(
  template: string,
  description: ValuesTemplate,
  settings: ReleaseSettings,
): {readonly text: string; readonly diagnostics: readonly Diagnostic[]} {
  const replacements = selectReplacements(description, settings);
  const replace = (text: string) =>
    replacements.reduce((result, {token, value}) => result.replaceAll(token, () => value), text);
  const scalars = listScalars(template).filter((scalar) =>
    replacements.some(({token}) => scalar.value.includes(token)),
  );
  let text = template;
  for (const scalar of [...scalars].reverse()) {
    const value = replace(scalar.value);
    if (!scalar.isPlain || isPlainSafe(value)) continue;
    text = `${text.slice(0, scalar.start)}${JSON.stringify(value)}${text.slice(scalar.end)}`;
  }
  text = replace(text);
  const after = new Map(listScalars(text).map((scalar) => [scalar.path, scalar.value]));
  const broken = scalars.find((scalar) => after.get(replace(scalar.path)) !== replace(scalar.value));
  if (!broken) return {text, diagnostics: []};
  const culprit = replacements.find(({token}) => broken.value.includes(token));
  return {
    text,
    diagnostics: [
      releaseDiagnostic(
        'SHK_RELEASE_E0014',
        `The value for ${culprit?.token} cannot be written into ${description.path}`,
        {
          detail: 'It holds characters that end the text around it.',
          location: {file: description.path, line: template.slice(0, broken.start).split('\n').length},
        },
      ),
    ],
  };
}

/** Whether a text written without quotes is read back as the same text, by YAML 1.1 and 1.2. */
export function isPlainSafe(text: string): boolean {
  if (!/^[^\s'"#&*!|>%@`{}[\],?:-]/.test(text) || /[\n\t]|: |:$| #|\s$/.test(text)) return false;
  try {
    return parse(text) === text && readKubernetesYaml({text, line: 1}).value === text;
  } catch {
    return false;
  }
}

function selectReplacements(description: ValuesTemplate, settings: ReleaseSettings): Replacement[] {
  return description.tokens
    .flatMap(({token, setting}) => {
      const value = setting === undefined ? undefined : settings[setting];
      return value === undefined ? [] : [{token, value: String(value).replace(/\r?\n/g, '')}];
    })
    .sort((left, right) => right.token.length - left.token.length);
}

interface PlacedScalar {
  readonly path: string;
  readonly value: string;
  readonly isPlain: boolean;
  readonly start: number;
  readonly end: number;
}

/** The values of a YAML text that are scalars, each as the text that it holds. */
function listScalars(text: string): PlacedScalar[] {
  const scalars: PlacedScalar[] = [];
  visit(parseDocument(text, {schema: 'failsafe', uniqueKeys: false}), {
    Scalar(role, node: Scalar, ancestors) {
      if (role === 'key' || !node.range) return;
      const path = ancestors.map((ancestor, index) => positionOf(ancestor, ancestors[index + 1] ?? node));
      scalars.push({
        path: path.join('/'),
        value: String(node.value),
        isPlain: node.type === 'PLAIN',
        start: node.range[0],
        end: node.range[1],
      });
    },
  });
  return scalars;
}

function positionOf(parent: unknown, child: unknown): string {
  const {items, key} = parent as {readonly items?: readonly unknown[]; readonly key?: unknown};
  if (items) return String(items.indexOf(child));
  return isScalar(key) ? String(key.value) : '';
}
