import {join} from 'node:path';
import {readJournal} from '../adapters/local/file-journal.js';
import {selectHistory} from '../engine/select-history.js';
import {surveyWorld, type WorldSurvey} from '../engine/survey-world.js';
import type {Plan} from '../model/plan.js';
import {createPlan} from '../plan/create-plan.js';
import type {Workspace} from './open-workspace.js';

/** Looks at what stands, with what earlier runs did in mind, and plans the rest, beside what was seen; changes nothing. */
export async function surveyDeployment({
  subject,
  instances,
  ports,
}: Workspace): Promise<{readonly plan: Plan; readonly survey: WorldSurvey}> {
  const {changedAt} = selectHistory(readJournal(join(subject.places.state, 'journal.jsonl')));
  const survey = await surveyWorld(subject, instances, ports.operator, changedAt);
  return {plan: createPlan(subject, instances, survey), survey};
}

/** The plan alone. */
export async function createDeploymentPlan(workspace: Workspace): Promise<Plan> {
  return (await surveyDeployment(workspace)).plan;
}
