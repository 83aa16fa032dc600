import type {Step} from '../model/step.js';

/** Gives a step's own types to its functions and forgets them for the registry, which treats all steps alike. */
export function defineStep<D, A>(step: Step<D, A>): Step {
  return step as unknown as Step;
}
