import {mkdir} from 'node:fs/promises';
import {join} from 'node:path';
import type {Diagnostic} from '../../model/diagnostic.js';
import {createRollbackSteps} from '../../steps/upgrade-steps.js';
import {writeBundle} from '../bundle/write-bundle.js';
import {selectLookSubject} from '../collect-fact-set.js';
import {surveyDeployment} from '../create-deployment-plan.js';
import {executePlan} from '../execute-plan.js';
import {exitCodes} from '../exit-codes.js';
import type {Screen} from '../open-screen.js';
import {openWorkspaceAt, type ReleasePlace, type Workspace} from '../open-workspace.js';
import {selectObstacles} from '../select-obstacles.js';
import {createLook} from './look-at-platform.js';
import type {OpenedUpgrade} from './open-upgrade.js';

/** Where a way back ended. */
export interface Recovery {
  readonly isBack: boolean;
  readonly exitCode: number;
  readonly failures: readonly Diagnostic[];
}

/** Opens a deployment with the steps that lead back to a release and a revision of helm's. */
export async function openWayBack(
  {opened, workspace}: Pick<OpenedUpgrade, 'opened' | 'workspace'>,
  place: ReleasePlace,
  way: {readonly revision: number; readonly replaced: Parameters<typeof createRollbackSteps>[0]['replaced']},
): Promise<Workspace> {
  const look = createLook(selectLookSubject(workspace));
  return openWorkspaceAt(opened, {...place, steps: createRollbackSteps({...way, configured: opened.named, look})});
}

/** Goes the way back: definitions, chart and values as they were, verified like an upgrade. */
export async function goBack(back: Workspace, screen: Screen, concurrency: number): Promise<Recovery> {
  const {plan} = await surveyDeployment(back);
  const obstacles = selectObstacles(plan);
  if (obstacles.length > 0) return {isBack: false, exitCode: exitCodes.refused, failures: obstacles};
  const {exitCode, failures} = await executePlan(back, {plan, instances: back.instances, concurrency, screen});
  return {isBack: exitCode === exitCodes.ok, exitCode, failures};
}

/** Gathers what somebody needs who asks why, before anything is put back. A gathering that fails is told and stops nothing. */
export async function gatherEvidence(
  candidate: Workspace,
  to: string,
): Promise<{readonly path?: string; readonly problem?: string}> {
  const {state} = candidate.subject.places;
  const at = new Date(candidate.ports.operator.clock.now()).toISOString().replace(/[:.]/g, '-');
  const directory = join(state, 'evidence');
  const path = join(directory, `upgrade-${to}-${at}.tgz`);
  try {
    await mkdir(directory, {recursive: true, mode: 0o700});
    const subject = {
      subject: selectLookSubject(candidate),
      configPath: candidate.configPath,
      workspace: candidate,
      stateDirectory: state,
    };
    await writeBundle(subject, {output: path, isPreview: false});
    return {path};
  } catch (error) {
    return {problem: error instanceof Error ? error.message : String(error)};
  }
}
