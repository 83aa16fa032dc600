import {CloudFailure} from '../../model/cloud-failure.js';
import type {Clock} from '../../model/ports/local.js';
import {selectObstacle} from './select-obstacle.js';

/** How somebody answers a handful of small questions. */
export interface AnswersFact {
  readonly asked: number;
  /** Milliseconds of the quickest answer; null where there was none. */
  readonly quickestMs: number | null;
  /** Why the others were left without one. */
  readonly failures: readonly string[];
}

/** So many are asked in any case: one answer says nothing of the next. */
const leastAsked = 6;
/** An answer as quick as this needs no second opinion. */
const promptMs = 250;
/** What looks slow may be this machine, busy with its own questions: it asks again when they are through. */
const pauseMs = 1_500;
/** A probe has half a minute of the machine's time: whoever is slow is not asked for longer than this. */
const budgetMs = 14_000;

/** The reason why there was no answer; undefined for a refusal, which is one. */
function selectSilence(error: unknown): string | undefined {
  if (!(error instanceof CloudFailure)) throw error;
  const {kind, message} = selectObstacle(error);
  if (kind === 'credentials') throw error;
  return kind === 'answer' ? message : undefined;
}

/**
 * Asks one question after another, so that the time of one is not that of all, until one is answered promptly. A
 * clock that runs faster than a machine counts the machine's own work several times over, which its patience undoes.
 */
export async function measureAnswers(
  clock: Clock,
  questions: ReadonlyArray<() => Promise<unknown>>,
): Promise<AnswersFact> {
  const begunAt = clock.now();
  const elapsedMs = (since: number) => (clock.now() - since) / clock.patience;
  const failures: string[] = [];
  let asked = 0;
  let quickestMs = Number.POSITIVE_INFINITY;
  for (const ask of questions) {
    if (asked >= leastAsked && quickestMs <= promptMs) break;
    if (asked > 1 && clock.toReal(clock.now() - begunAt) > budgetMs) break;
    if (asked >= leastAsked) await clock.sleep(pauseMs * clock.patience);
    asked++;
    const startedAt = clock.now();
    const failure = await ask().then(() => undefined, selectSilence);
    if (failure === undefined) quickestMs = Math.min(quickestMs, elapsedMs(startedAt));
    else failures.push(failure);
  }
  return {asked, quickestMs: Number.isFinite(quickestMs) ? Math.round(quickestMs) : null, failures};
}
