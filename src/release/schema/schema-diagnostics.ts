import {z} from 'zod';
import type {Diagnostic} from '../../model/diagnostic.js';
import {nearestWord} from '../../model/nearest-word.js';
import {releaseDiagnostic} from '../release-diagnostic.js';
import type {LocatedYaml} from './located-yaml.js';

/** One diagnostic for each thing that zod found wrong, at the place where it stands. */
export function schemaDiagnostics(error: z.ZodError, yaml: LocatedYaml, schema: z.ZodType): Diagnostic[] {
  return error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      const known = knownKeys(schema, issue.path);
      return issue.keys.map((key) => {
        const path = [...issue.path, key];
        const nearest = nearestWord(key, known);
        return releaseDiagnostic('SHK_RELEASE_E0003', `${formatPath(path)} is not a field of a release`, {
          location: yaml.locateKey(path),
          field: formatPath(path),
          ...(known.length > 0 ? {detail: `Fields here: ${known.join(', ')}.`} : {}),
          tries: nearest ? [{text: `Did you mean ${nearest}?`}] : [],
        });
      });
    }
    const field = formatPath(issue.path);
    const isMissing = issue.code !== 'custom' && valueAt(yaml.value, issue.path) === undefined;
    return [
      releaseDiagnostic('SHK_RELEASE_E0003', isMissing ? `${field} is missing` : `${field} is not what it has to be`, {
        detail: issue.message,
        location: yaml.locate(issue.path),
        field,
      }),
    ];
  });
}

/** `manifests[0].path`. */
function formatPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? String(part) : `${text}.${String(part)}`;
  }, '');
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, part) => (typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[part] : undefined),
    value,
  );
}

function knownKeys(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  let at: unknown = schema;
  for (const part of path) {
    at = unwrap(at);
    if (at instanceof z.ZodArray) at = at.element;
    else if (at instanceof z.ZodObject) at = at.shape[String(part)];
    else return [];
  }
  at = unwrap(at);
  return at instanceof z.ZodObject ? Object.keys(at.shape) : [];
}

function unwrap(schema: unknown): unknown {
  return schema instanceof z.ZodDefault || schema instanceof z.ZodOptional ? unwrap(schema.unwrap()) : schema;
}
