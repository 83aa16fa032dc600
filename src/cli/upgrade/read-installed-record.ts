import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {type InstalledRecord, installedRecordName} from '../../steps/upgrade/record-release.js';

/** What the deployment's directory says of the release that stands; undefined where no upgrade has been. */
export async function readInstalledRecord(state: string): Promise<InstalledRecord | undefined> {
  try {
    return JSON.parse(await readFile(join(state, installedRecordName), 'utf8')) as InstalledRecord;
  } catch {
    return undefined;
  }
}
