import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {NodeFiles} from '../../adapters/local/node-files.js';
import type {UpgradeAttempt} from '../../model/upgrade-facts.js';

const pathOf = (state: string) => join(state, 'upgrade.json');

/** The last attempt at another release; undefined where there was none. */
export async function readAttempt(state: string): Promise<UpgradeAttempt | undefined> {
  try {
    return JSON.parse(await readFile(pathOf(state), 'utf8')) as UpgradeAttempt;
  } catch {
    return undefined;
  }
}

/** Writes down how an attempt stands; before it begins, and when it has ended. */
export function writeAttempt(state: string, attempt: UpgradeAttempt): Promise<void> {
  return NodeFiles().write(pathOf(state), `${JSON.stringify(attempt, undefined, 2)}\n`, {mode: 0o600});
}
