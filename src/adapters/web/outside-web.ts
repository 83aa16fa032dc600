import type {Web} from '../../model/ports/local.js';
import type {Outside} from './open-outside.js';

/** The platform as a browser on this machine would meet it. */
export function OutsideWeb(outside: Outside): Web {
  return {
    resolveAddresses: outside.resolveAddresses,
    probe: (url, options = {}) => outside.send({method: 'GET', url, ...options}),
  };
}
