import type {PlannedStep} from '../model/plan.js';
import type {PlannedChange} from '../model/planned-change.js';
import type {Ports} from '../model/ports/ports.js';
import {createDeploymentPlan} from './create-deployment-plan.js';
import type {Workspace} from './open-workspace.js';

function toChange({key, title, runbook, docs, change}: PlannedStep): readonly PlannedChange[] {
  const common = {key, title, runbook, docs};
  switch (change.kind) {
    case 'none':
      return [];
    case 'create':
      return [{...common, kind: 'create', detail: 'its result is not there'}];
    case 'update': {
      const fields = change.fields.slice(0, 5).map(({path, from, to}) => `${path} from ${from} to ${to}`);
      return [{...common, kind: 'update', detail: fields.join('; ')}];
    }
    case 'await':
      return [{...common, kind: 'await', detail: change.reason}];
    case 'foreign':
      return [{...common, kind: 'foreign', detail: `${change.diagnostic.summary} ${change.diagnostic.detail}`}];
    case 'unknown':
      return [{...common, kind: 'unknown', detail: change.message, missing: change.missing}];
  }
}

/** What the plan would still do, asked through `ports` alone, which are to be read-only. */
export async function surveyDrift(
  workspace: Workspace,
  ports: Ports,
): Promise<{readonly steps: number; readonly changes: readonly PlannedChange[]}> {
  const {steps} = await createDeploymentPlan({...workspace, ports: {...workspace.ports, operator: ports}});
  return {steps: steps.length, changes: steps.flatMap(toChange)};
}
