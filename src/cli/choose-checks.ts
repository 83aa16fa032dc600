import {findIdleGlobs, selectChecks} from '../checks/evaluate/select-checks.js';
import {DiagnosticError} from '../model/diagnostic-error.js';
import type {Check} from '../model/finding.js';
import {nearestWord} from '../model/nearest-word.js';
import type {CheckRequest} from './check-flags.js';

/** The checks that were asked for; a glob that matches none is an error, since it would look like a pass. */
export function chooseChecks(checks: readonly Check[], {only, skip}: CheckRequest): readonly Check[] {
  const idle = findIdleGlobs(checks, {only, skip});
  if (idle.length === 0) return selectChecks(checks, {only, skip});
  throw new DiagnosticError(
    idle.map((glob) => {
      const near = nearestWord(
        glob,
        checks.map(({id}) => id),
      );
      return {
        code: 'SHK_PREFLIGHT_E1603',
        summary: `No check matches ${glob}.`,
        tries: [{text: near === undefined ? 'docs/checks.md lists every check.' : `Did you mean ${near}?`}],
        blame: 'user' as const,
      };
    }),
  );
}
