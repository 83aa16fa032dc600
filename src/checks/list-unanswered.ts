import type {Facts, Obstacle} from '../model/finding.js';
import {type Answerer, selectAnswerer} from '../model/select-answerer.js';
import {planDriftProbe} from './probes/plan-drift-probe.js';
import {readFactIfKnown} from './read-fact-if-known.js';

/** Answers of the API server itself: that a webhook is silent, and that it does not know a kind. */
const answers = /failed calling webhook|could not find the requested resource/;

/** The first of some calls, in words; empty where there are none. */
export function formatUnanswered(calls: ReturnType<typeof listUnanswered>): string {
  if (calls.length === 0) return '';
  const named = calls.slice(0, 3).map(({missing}) => missing);
  const rest = calls.length - named.length;
  return `, and none to ${named.join(', ')}${rest === 0 ? '' : ` and ${rest} more`}`;
}

/** Calls of one look that somebody left without an answer, each once, in the order of the probes. */
export function listUnanswered(facts: Facts, answerer: Answerer): readonly Pick<Obstacle, 'missing' | 'message'>[] {
  const ofProbes = Object.values(facts).filter((fact) => fact.state === 'unknown');
  const ofSteps = (readFactIfKnown(facts, planDriftProbe)?.changes ?? []).map(
    ({obstacle: kind, missing = '', detail: message}) => ({kind, missing, message}),
  );
  const found = [...ofProbes, ...ofSteps].filter(
    ({kind, missing, message}) => kind === 'answer' && selectAnswerer(missing) === answerer && !answers.test(message),
  );
  return [...new Map(found.map(({missing, message}) => [missing, {missing, message}])).values()];
}
