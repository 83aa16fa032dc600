import {Flags} from '@oclif/core';
import {DiagnosticError} from '../../model/diagnostic-error.js';
import {maintenanceForm, parseMaintenanceTimes} from '../../model/maintenance-times.js';
import {selectWorkspaceFlags, type WorkspaceFlags} from '../flags.js';

/** Flags of every command that moves a deployment from one release to another. */
export const moveFlags = {
  yes: Flags.boolean({
    char: 'y',
    description: 'approve the plan without asking',
    env: 'SHAKINSTALL_YES',
    default: false,
  }),
  json: Flags.boolean({description: 'print one JSON document at the end', env: 'SHAKINSTALL_JSON', default: false}),
  events: Flags.string({
    description: 'append every event to this file, one JSON document a line',
    env: 'SHAKINSTALL_EVENTS',
    helpValue: 'FILE',
  }),
};

/** The deployment as its configuration has it: the release that a command moves to is not the one that stands. */
export function selectStandingFlags(flags: Readonly<Record<string, unknown>>): WorkspaceFlags {
  return selectWorkspaceFlags({...flags, release: undefined});
}

/** A window that was typed; throws where it is none. */
export function checkWindow(text: string | undefined): string | undefined {
  if (text === undefined || parseMaintenanceTimes(text) !== undefined) return text;
  throw new DiagnosticError([
    {
      code: 'SHK_UPGRADE_E0021',
      summary: 'The window cannot be read.',
      detail: text,
      field: '--window',
      tries: [{text: `Write it as ${maintenanceForm}; times are of UTC.`}],
      blame: 'user',
    },
  ]);
}
