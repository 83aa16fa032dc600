import {parse, stringify} from 'yaml';
import {DiagnosticError} from '../../model/diagnostic-error.js';
import type {KubeObject} from '../../model/ports/kube.js';
import {redactValue} from '../../model/redact.js';
import {selectSubjectTarget} from '../collect-fact-set.js';
import {findConfig} from '../find-config.js';
import type {WorkspaceFlags} from '../flags.js';
import type {ClusterChoice} from '../open-cluster-access.js';
import {openDoctorSubject} from '../open-doctor.js';
import {createSchedule, type ScheduleOptions} from './create-schedule.js';

const format = (objects: readonly KubeObject[]) => objects.map((object) => stringify(object)).join('---\n');

async function isWanted(isApproved: boolean): Promise<boolean> {
  if (isApproved) return true;
  if (process.stdin.isTTY !== true || process.stdout.isTTY !== true || process.env.CI === 'true')
    throw new DiagnosticError([
      {
        code: 'SHK_FIX_E1901',
        summary: 'Nothing is applied without approval.',
        detail: 'there is no terminal to ask on',
        tries: [{text: 'Approve it by the flag.', command: 'shakinstall doctor schedule --apply --yes …'}],
        blame: 'user',
      },
    ]);
  const {confirm} = await import('@inquirer/prompts');
  return confirm({message: 'Apply this?', default: false});
}

/** The configuration as it may lie in a ConfigMap: references stay, what has a secret's form or name does not. */
async function readConfigText(flags: WorkspaceFlags): Promise<string | undefined> {
  const file = await findConfig(flags);
  return file === undefined ? undefined : stringify(redactValue(parse(file.text)));
}

/** Prints the objects of a schedule; with `isApplied` asks, and applies them one after another. */
export async function runSchedule(
  flags: WorkspaceFlags,
  choice: ClusterChoice | undefined,
  options: Omit<ScheduleOptions, 'config'>,
  {
    isApplied,
    isApproved,
    write,
  }: {
    readonly isApplied: boolean;
    readonly isApproved: boolean;
    readonly write: (text: string) => void;
  },
): Promise<void> {
  const objects = createSchedule({...options, config: await readConfigText(flags)});
  write(format(objects));
  if (!isApplied || !(await isWanted(isApproved))) return;
  const {subject} = await openDoctorSubject(flags, choice);
  const target = await selectSubjectTarget(subject);
  for (const object of objects) {
    await subject.ports.kube.apply(target, object, {isDryRun: false, force: false});
    write(`# applied ${object.kind} ${object.metadata.name}\n`);
  }
}
