import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {Environment} from '../model/environment.js';
import type {InstallConfig} from '../model/install-config.js';
import {raisePremises} from './raise-premises.js';
import {selectRehearsalDirectory, startRehearsal} from './rehearsal-process.js';

/**
 * Where the world is: a rehearsal's, that of SHAKINSTALL_ENVIRONMENT's file, or Google's own. A rehearsal is given what
 * `config` takes for granted.
 */
export async function openEnvironment(
  flags: {readonly rehearse: boolean; readonly speed: number; readonly catalogue: string},
  config?: InstallConfig,
): Promise<Environment> {
  if (flags.rehearse) {
    const directory = selectRehearsalDirectory(process.cwd());
    const address = await startRehearsal(directory, flags);
    if (config !== undefined) await raisePremises(address, config);
    // helm's credential plugin is this program again; it finds the world through the same variable.
    process.env.SHAKINSTALL_ENVIRONMENT = join(directory, 'environment.json');
    return address;
  }
  const file = process.env.SHAKINSTALL_ENVIRONMENT;
  return file === undefined ? {} : (JSON.parse(await readFile(file, 'utf8')) as Environment);
}
