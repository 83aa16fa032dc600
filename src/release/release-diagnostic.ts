import type {Diagnostic, SourceLocation, Try} from '../model/diagnostic.js';
import type {ReleaseCode} from './release-codes.js';

/** What to do about a fault of the release where nothing more can be said. */
const mend: Try = {text: 'Mend the release at that place, or take it to whoever made it.'};

/** A diagnostic of a release; `rest` says where and what to do. What is wrong with a release, its owner mends. */
export function releaseDiagnostic(
  code: ReleaseCode,
  summary: string,
  rest: {
    readonly detail?: string;
    readonly location?: SourceLocation;
    readonly field?: string;
    readonly tries?: readonly Try[];
  } = {},
): Diagnostic {
  return {code, summary, ...rest, tries: rest.tries ?? [mend], blame: 'user'};
}
