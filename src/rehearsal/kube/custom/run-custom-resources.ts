import type {ApiContext} from '../server/api-context.js';

/** Keeps the registry in step with the stored definitions of custom resources. */
export function runCustomResources(_context: ApiContext): {stop(): void} {
  return {stop() {}};
}
