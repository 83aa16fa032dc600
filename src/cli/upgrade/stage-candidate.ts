import {DiagnosticError} from '../../model/diagnostic-error.js';
import {restrictPlan} from '../../plan/restrict-plan.js';
import {surveyDeployment} from '../create-deployment-plan.js';
import {executePlan} from '../execute-plan.js';
import type {Workspace} from '../open-workspace.js';
import {selectObstacles} from '../select-obstacles.js';

const stageStep = 'values/stage-release';
const silent = {renderer: {onEvent() {}, async stop() {}}, isInteractive: false, say() {}};

/**
 * Makes the working copy of a release, with its keys: files of this machine alone, without which nobody can tell what
 * the release would change. What it is made of has to stand already.
 */
export async function stageCandidate(workspace: Workspace): Promise<void> {
  const own = restrictPlan({deployment: '', release: '', fingerprint: '', steps: []}, workspace.instances, stageStep);
  const {plan} = await surveyDeployment({...workspace, instances: own?.instances ?? []});
  const obstacles = [...selectObstacles(plan)];
  const open = plan.steps.filter(({id, change}) => id !== stageStep && change.kind !== 'none');
  if (obstacles.length === 0 && open.length > 0)
    obstacles.push({
      code: 'SHK_UPGRADE_E2014',
      summary: 'The platform does not stand yet, or not as the configuration has it.',
      detail: open.map(({title}) => title).join('\n'),
      tries: [{text: 'Install it, or bring it to its configuration, first.', command: 'shakinstall init'}],
      blame: 'user',
    });
  if (obstacles.length > 0) throw new DiagnosticError(obstacles);
  if (plan.steps.every(({change}) => change.kind === 'none')) return;
  const {failures} = await executePlan(workspace, {
    plan,
    instances: own?.instances ?? [],
    concurrency: 8,
    screen: silent,
  });
  if (failures.length > 0) throw new DiagnosticError(failures);
}
