import type {Try} from '../model/diagnostic.js';
import type {Judgement} from '../model/finding.js';

/** What several judgements of one check share: the resource, the good state, how to see it. */
export type Matter = Pick<Judgement, 'resource' | 'expected' | 'evidence'>;

/** Judgements about one matter, by verdict. What does not pass says what to try. */
export function about(matter: Matter) {
  return {
    pass: (observed: string): Judgement => ({...matter, verdict: 'pass', observed, tries: []}),
    warn: (observed: string, tries: readonly Try[], explains?: readonly string[]): Judgement => ({
      ...matter,
      verdict: 'warn',
      observed,
      tries,
      ...(explains === undefined ? {} : {explains}),
    }),
    fail: (observed: string, tries: readonly Try[], explains?: readonly string[]): Judgement => ({
      ...matter,
      verdict: 'fail',
      observed,
      tries,
      ...(explains === undefined ? {} : {explains}),
    }),
    skip: (observed: string): Judgement => ({...matter, verdict: 'skipped', observed, tries: []}),
    /** Something was looked at, and this part of it could not be. */
    unknown: (observed: string, obstacle: NonNullable<Judgement['obstacle']>): Judgement => ({
      ...matter,
      verdict: 'unknown',
      observed,
      tries: [],
      obstacle,
    }),
  };
}
