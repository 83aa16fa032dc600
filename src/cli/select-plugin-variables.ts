import {resolve} from 'node:path';
import type {Places} from '../model/step.js';

/** What this program needs to find the same world again when it is called as a credential plugin, in any shell. */
export function selectPluginVariables(environmentFile: string | undefined): Pick<Places, 'variables'> {
  return environmentFile === undefined ? {} : {variables: {SHAKINSTALL_ENVIRONMENT: resolve(environmentFile)}};
}
