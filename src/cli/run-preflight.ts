import {preflightChecks} from '../checks/checks.js';
import type {Report} from '../model/finding.js';
import {collectFactSet, selectLookSubject} from './collect-fact-set.js';
import {judgeFactSet} from './judge-fact-set.js';
import type {Workspace} from './open-workspace.js';

/** Looks at the world and judges it, before `init` and `upgrade`; changes nothing. */
export async function runPreflight(workspace: Workspace): Promise<Report> {
  return judgeFactSet(preflightChecks, await collectFactSet(selectLookSubject(workspace), preflightChecks));
}
