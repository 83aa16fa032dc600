import {join} from 'node:path';
import {formatInstalledRecord, installedRecordName} from '../../steps/upgrade/record-release.js';
import type {Workspace} from '../open-workspace.js';
import {keepSource} from './keep-source.js';
import {readInstalledRecord} from './read-installed-record.js';

/**
 * A release that was installed from the command line is not the one that the configuration names: it is kept and written
 * down, so that doctor, plan and a second init speak of what stands without being told once more.
 */
export async function recordTypedRelease({subject, ports, configured}: Workspace): Promise<void> {
  const {state, release: root} = subject.places;
  // What an upgrade has recorded is the newer word.
  if (configured === undefined || (await readInstalledRecord(state)) !== undefined) return;
  const {release, source} = await keepSource(root, state);
  const text = formatInstalledRecord(release, {release: source, staging: state, configured});
  await ports.operator.files.write(join(state, installedRecordName), text, {mode: 0o600});
}
