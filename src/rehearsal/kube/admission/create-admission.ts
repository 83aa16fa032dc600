import type {ApiContext} from '../server/api-context.js';
import type {Admission} from './admission-attributes.js';
import type {AdmissionPlugin} from './admission-plugin.js';

/** Runs plugins in order: all mutating steps, then, at its own time, all validating ones. */
export function createAdmission(selectContext: () => ApiContext, plugins: readonly AdmissionPlugin[]): Admission {
  return {
    async mutate(attributes, warn) {
      let current = attributes;
      for (const {mutate} of plugins) {
        const answer = mutate?.(selectContext(), current, warn);
        // Most steps have nothing to wait for, and there are many for every write.
        const changed = answer instanceof Promise ? await answer : answer;
        if (changed) current = {...current, object: changed};
      }
      return current.object;
    },
    async validate(attributes, warn) {
      for (const {validate} of plugins) {
        const answer = validate?.(selectContext(), attributes, warn);
        if (answer instanceof Promise) await answer;
      }
    },
  };
}
