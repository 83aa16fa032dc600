/**
 * How this project writes the fields of a custom resource: a name of a type (`string`, `integer`, `boolean`,
 * `quantity`, `intOrString`, `map`, `open`, or the allowed words joined by `|`), `!` at the end where the field is
 * required, a list of one for an array, a record for an object. A required object or array has its `!` on the key.
 */
export type Field = string | readonly [Field] | {readonly [name: string]: Field};

/** A custom resource as this project writes it; the schema is built from it. */
export interface Resource {
  readonly group: string;
  readonly kind: string;
  readonly plural: string;
  readonly scope: 'Namespaced' | 'Cluster';
  readonly shortNames?: readonly string[];
  readonly categories?: readonly string[];
  /** The first is the stored one; all share one schema. */
  readonly versions: readonly string[];
  readonly spec: Field;
  readonly status?: Field;
  /** Printer columns: title, type, path. */
  readonly columns?: ReadonlyArray<readonly [string, 'string' | 'integer' | 'date', string]>;
}
