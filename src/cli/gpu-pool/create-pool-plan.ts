import {join} from 'node:path';
import {readJournal} from '../../adapters/local/file-journal.js';
import {selectHistory} from '../../engine/select-history.js';
import {surveyWorld} from '../../engine/survey-world.js';
import type {GpuPoolConfig, InstallConfig} from '../../model/install-config.js';
import type {Plan} from '../../model/plan.js';
import type {RunEvent} from '../../model/run-event.js';
import type {Step} from '../../model/step.js';
import {createPlan} from '../../plan/create-plan.js';
import {type StepInstance, selectInstances} from '../../plan/select-instances.js';
import type {Workspace} from '../open-workspace.js';
import type {PoolWorkspace} from './open-pool-workspace.js';

/** A small plan, with the workspace that it is carried out in. */
export interface PoolPlan {
  readonly workspace: Workspace;
  readonly plan: Plan;
  readonly instances: readonly StepInstance[];
}

/** Events of earlier runs of the deployment. */
export function readPoolJournal({subject}: Workspace): readonly RunEvent[] {
  return readJournal(join(subject.places.state, 'journal.jsonl'));
}

/** Plans some steps for one pool: looks at what stands, changes nothing. */
export async function createPoolPlan(
  workspace: PoolWorkspace,
  steps: readonly Step[],
  pool: GpuPoolConfig,
  disks: InstallConfig['disks'] = workspace.subject.config.disks,
): Promise<PoolPlan> {
  const config = {...workspace.subject.config, gpuPools: [pool], disks};
  const subject = {...workspace.subject, config};
  const instances = selectInstances(steps, config, subject.release);
  const {changedAt} = selectHistory(readPoolJournal(workspace));
  const survey = await surveyWorld(subject, instances, workspace.ports.deployer, changedAt);
  return {workspace: {...workspace, subject, instances}, plan: createPlan(subject, instances, survey), instances};
}
