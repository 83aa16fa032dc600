import type {Plan} from '../model/plan.js';
import type {Workspace} from './open-workspace.js';
import {surveyDeployment} from './survey-deployment.js';

/** What would happen, and nothing else. */
export async function createDeploymentPlan(workspace: Workspace): Promise<Plan> {
  return (await surveyDeployment(workspace)).plan;
}
