import {preflightChecks} from '../checks/checks.js';
import {rendersCleanly} from '../checks/release/renders-cleanly.js';
import type {Report} from '../model/finding.js';
import {collectFactSet, selectLookSubject} from './collect-fact-set.js';
import {judgeFactSet} from './judge-fact-set.js';
import type {Workspace} from './open-workspace.js';
import type {DeploymentVerdict} from './verify-deployment.js';

/** A run renders the release by itself, and says what is wrong with it where it stands. */
const ownChecks = preflightChecks.filter((check) => check !== rendersCleanly);

/** Looks at the world and judges it, before `init` and `upgrade`; changes nothing. */
export async function runPreflight(workspace: Workspace, rendered: Promise<DeploymentVerdict>): Promise<Report> {
  return judgeFactSet(
    ownChecks,
    await collectFactSet(
      selectLookSubject(workspace, () => rendered),
      ownChecks,
    ),
  );
}
