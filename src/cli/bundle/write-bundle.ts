import {join, resolve} from 'node:path';
import {readJournal} from '../../adapters/local/file-journal.js';
import {writeArchive} from '../../adapters/local/write-archive.js';
import {doctorChecks} from '../../checks/doctor-checks.js';
import {collectFactSet} from '../collect-fact-set.js';
import {judgeFactSet} from '../judge-fact-set.js';
import type {DoctorSubject} from '../open-doctor.js';
import {collectLogs} from './collect-logs.js';
import {collectVersions} from './collect-versions.js';
import {createBundleFiles, formatBundlePreview} from './create-bundle-files.js';

/** Looks once, and makes the bundle of it. Nothing leaves the machine: the file is written here, for a person to send. */
export async function writeBundle(
  {subject, stateDirectory}: DoctorSubject,
  options: {readonly output: string | undefined; readonly isPreview: boolean},
): Promise<string> {
  const set = await collectFactSet(subject, doctorChecks);
  const files = createBundleFiles({
    set,
    report: judgeFactSet(doctorChecks, set),
    journal: stateDirectory === undefined ? [] : readJournal(join(stateDirectory, 'journal.jsonl')),
    logs: await collectLogs(subject, set),
    versions: await collectVersions(subject.ports),
  });
  const name = `support-bundle-${set.deployment?.config.deployment ?? 'cluster'}-${set.collectedAt.replace(/[:.]/g, '-')}.tgz`;
  const path = resolve(options.output ?? name);
  const preview = `What stands in it:\n${formatBundlePreview(files)}\n\nValues of Secrets were never asked for.`;
  if (options.isPreview) return `${preview}\nNothing was written.`;
  await writeArchive(path, files);
  return `${preview}\n\nWritten to ${path}\nLook at it before it leaves:  tar -tzf ${path}\nThe same findings, offline:  shakinstall doctor --from ${path}`;
}
