import {preflightChecks} from '../checks/checks.js';
import {collectFactSet, selectLookSubject} from './collect-fact-set.js';
import type {WorkspaceFlags} from './flags.js';
import {openWorkspace} from './open-workspace.js';
import type {ChecksCommand} from './run-checks-command.js';

/** The preflight of a deployment as a judging command. */
export function openPreflight(flags: WorkspaceFlags): Omit<ChecksCommand, 'failure'> {
  return {
    name: 'preflight',
    checks: preflightChecks,
    async open() {
      const workspace = await openWorkspace(flags);
      return {
        configPath: workspace.configPath,
        collect: (checks) => collectFactSet(selectLookSubject(workspace), checks),
      };
    },
  };
}
