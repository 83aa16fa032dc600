import type {Try} from '../../model/diagnostic.js';
import type {ConfigCode} from '../config-codes.js';

/** Keys and indices from the root of the configuration to a value. */
export type FieldPath = readonly PropertyKey[];

/** Something wrong with a field, before it is known which layer the field came from. */
export interface Problem {
  readonly code: ConfigCode;
  readonly path: FieldPath;
  readonly summary: string;
  readonly detail?: string;
  readonly tries: readonly Try[];
  /** Whether the key is meant and not its value. */
  readonly isAboutKey?: boolean;
}

/** `nodePools[0].machineType`. */
export function formatPath(path: FieldPath): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    const key = /^[\w-]+$/.test(String(part)) ? String(part) : JSON.stringify(String(part));
    return text === '' ? key : `${text}.${key}`;
  }, '');
}

/** `nodePools[0].machineType` as keys and indices. */
export function parsePath(path: string): FieldPath {
  return [...path.matchAll(/[^.[\]]+/g)].map(([part]) => (/^\d+$/.test(part) ? Number(part) : part));
}
