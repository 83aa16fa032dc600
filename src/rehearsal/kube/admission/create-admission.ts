import type {ApiContext} from '../server/api-context.js';
import type {Admission} from './admission-attributes.js';
import type {AdmissionPlugin} from './admission-plugin.js';

/** Runs plugins in order: all mutating steps, then, at its own time, all validating ones. */
export function createAdmission(selectContext: () => ApiContext, plugins: readonly AdmissionPlugin[]): Admission {
  return {
    async mutate(attributes, warn) {
      let current = attributes;
      for (const {mutate} of plugins) {
        const changed = mutate && (await mutate(selectContext(), current, warn));
        if (changed) current = {...current, object: changed};
      }
      return current.object;
    },
    async validate(attributes, warn) {
      for (const {validate} of plugins) if (validate) await validate(selectContext(), attributes, warn);
    },
  };
}
