import type {Diagnostic} from '../model/diagnostic.js';
import {DiagnosticError} from '../model/diagnostic-error.js';
import type {RunView} from '../render/reduce-run-view.js';

/** A run that ended because its journal took no more, with what had happened until then. */
export class RunHalted extends DiagnosticError {
  readonly view: RunView;

  constructor(diagnostics: readonly Diagnostic[], view: RunView) {
    super(diagnostics);
    this.name = 'RunHalted';
    this.view = view;
  }
}
