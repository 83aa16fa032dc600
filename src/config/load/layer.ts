import type {SourceLocation} from '../../model/diagnostic.js';
import type {FieldPath} from './problem.js';

/** Where a value of the configuration came from. */
export type ConfigSource = 'flag' | 'env' | 'file' | 'answer' | 'default';

/** Values from one place; a stronger layer wins field by field, and lists are taken whole. */
export interface Layer {
  readonly source: Exclude<ConfigSource, 'default'>;
  readonly value: Readonly<Record<string, unknown>>;
  /** In people's words where the value at a path was given: a file's name, `--location`. */
  origin(path: FieldPath): string;
  /** Place of a value or its key, or of the nearest thing around it; undefined outside files. */
  locate(path: FieldPath, isAboutKey: boolean): SourceLocation | undefined;
}
