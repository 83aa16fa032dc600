import type {Diagnostic} from './diagnostic.js';

/** Carries diagnostics through a throw, at the edges only; inside, diagnostics are returned. */
export class DiagnosticError extends Error {
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[], options?: {cause?: unknown}) {
    super(diagnostics.map((diagnostic) => `${diagnostic.code}: ${diagnostic.summary}`).join('\n'), options);
    this.name = 'DiagnosticError';
    this.diagnostics = diagnostics;
  }
}
