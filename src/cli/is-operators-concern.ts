import {type Diagnostic, isErrorDiagnostic} from '../model/diagnostic.js';

/** How a release was made is its maker’s, and the same at every run; what follows for this deployment is the operator’s. */
const makersCodes = new Set([
  'SHK_RELEASE_W0001',
  'SHK_RELEASE_W0002',
  'SHK_RELEASE_W0003',
  'SHK_RELEASE_W0004',
  'SHK_RELEASE_W0006',
]);

/** Whether somebody who installs the release can do something about it. Errors always are. */
export function isOperatorsConcern(diagnostic: Diagnostic): boolean {
  return isErrorDiagnostic(diagnostic) || !makersCodes.has(diagnostic.code);
}
