/** Who can mend it: the operator, Google Cloud or the cluster, or the authors of this program. */
export type Blame = 'user' | 'cloud' | 'bug';

/** A place in a file; line and column count from 1. */
export interface SourceLocation {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

/** Something to try, with the exact command where there is one. */
export interface Try {
  readonly text: string;
  readonly command?: string;
}

/**
 * What went wrong, as a value: the code is the contract, the texts may improve. `summary` is one line
 * of what happened, `detail` what was found, `tries` what to do.
 */
export interface Diagnostic {
  /** `SHK_<AREA>_<E|W|I>####`, never reused. */
  readonly code: string;
  readonly summary: string;
  readonly detail?: string;
  readonly location?: SourceLocation;
  /** Path inside the configuration, such as `nodePools[0].machineType`. */
  readonly field?: string;
  readonly tries: readonly Try[];
  readonly docs?: string;
  readonly blame: Blame;
}

/** Whether a diagnostic is an error, by its code. */
export function isErrorDiagnostic(diagnostic: Diagnostic): boolean {
  return /_E\d{4}$/.test(diagnostic.code);
}
