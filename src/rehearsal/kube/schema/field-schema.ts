/** A type as the table of facts names it. */
export interface TypeSchema {
  readonly ref?: string;
  readonly type?: 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'map' | 'object';
  readonly format?: string;
  readonly items?: TypeSchema;
  readonly values?: TypeSchema;
}

/** One field of a built-in type: what OpenAPI says of it, and what Go does with it. */
export interface FieldSchema extends TypeSchema {
  readonly enum?: readonly string[];
  readonly list?: 'atomic' | 'set' | 'map';
  readonly keys?: readonly string[];
  readonly map?: 'atomic' | 'granular';
  readonly mergeKey?: string;
  readonly strategy?: string;
  readonly default?: unknown;
  /** Held by reference in Go: an explicit zero differs from absence and is kept. */
  readonly pointer?: boolean;
  /** Serialised even when empty. */
  readonly always?: boolean;
  /** Protobuf number; several where the field sits in an inlined message. */
  readonly proto?: number | readonly number[];
}

/** A definition of the published schema. Those without `fields` are scalars or of free form. */
export interface DefinitionSchema extends TypeSchema {
  readonly fields?: Readonly<Record<string, FieldSchema>>;
  readonly required?: readonly string[];
  readonly map?: 'atomic' | 'granular';
  readonly kinds?: ReadonlyArray<{readonly group: string; readonly version: string; readonly kind: string}>;
}
