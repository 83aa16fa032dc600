import {selectObstacle} from '../checks/probes/select-obstacle.js';
import type {WorldSurvey} from '../engine/survey-world.js';
import type {PlannedStep} from '../model/plan.js';
import type {PlannedChange} from '../model/planned-change.js';
import type {Ports} from '../model/ports/ports.js';
import {surveyDeployment} from './create-deployment-plan.js';
import type {Workspace} from './open-workspace.js';

/** Everything that a step needs, however far away. */
function selectNeeded(step: PlannedStep, byKey: ReadonlyMap<string, PlannedStep>): readonly PlannedStep[] {
  const found = new Map<string, PlannedStep>();
  const visit = ({needs}: PlannedStep) => {
    for (const need of needs) {
      const other = byKey.get(need);
      if (other === undefined || found.has(need)) continue;
      found.set(need, other);
      visit(other);
    }
  };
  visit(step);
  return [...found.values()];
}

/**
 * What has to be mended before anything certain is known of a step. One that could not be asked waits for whatever
 * still changes before it; one that could waits only for what could not be seen, whose results it is made of.
 */
function selectBehind(step: PlannedStep, needed: readonly PlannedStep[], {assumed, refusals}: WorldSurvey) {
  const isUnseen = assumed.has(step.key) || refusals.has(step.key);
  const isBefore = ({kind}: PlannedStep['change']) => (isUnseen ? kind !== 'none' : kind === 'unknown');
  return needed.filter(({change}) => isBefore(change)).map(({key}) => key);
}

function toChange({key, title, runbook, docs, change}: PlannedStep): PlannedChange | undefined {
  const common = {key, title, runbook, docs};
  switch (change.kind) {
    case 'none':
      return undefined;
    case 'create':
      return {...common, kind: 'create', detail: 'its result is not there'};
    case 'update': {
      const fields = change.fields.slice(0, 5).map(({path, from, to}) => `${path} from ${from} to ${to}`);
      const objects = [...new Set(change.fields.map(({path}) => path))];
      return {...common, kind: 'update', detail: fields.join('; '), objects};
    }
    case 'await':
      return {...common, kind: 'await', detail: change.reason};
    case 'foreign':
      return {...common, kind: 'foreign', detail: `${change.diagnostic.summary} ${change.diagnostic.detail}`};
    case 'unknown':
      return {...common, kind: 'unknown', detail: change.message, missing: change.missing};
  }
}

/** What a survey says beyond its plan: why a look was refused, and what comes first. */
export function selectDrift(steps: readonly PlannedStep[], survey: WorldSurvey): readonly PlannedChange[] {
  const byKey = new Map(steps.map((step) => [step.key, step]));
  return steps.flatMap((step) => {
    const change = toChange(step);
    if (change === undefined) return [];
    const refusal = change.kind === 'unknown' ? survey.refusals.get(step.key) : undefined;
    const behind = selectBehind(step, selectNeeded(step, byKey), survey);
    return [
      {
        ...change,
        ...(refusal === undefined ? {} : {obstacle: selectObstacle(refusal).kind}),
        ...(behind.length === 0 ? {} : {behind}),
      },
    ];
  });
}

/** What the plan would still do, asked through `ports` alone, which are to be read-only. */
export async function surveyDrift(
  workspace: Workspace,
  ports: Ports,
): Promise<{readonly steps: number; readonly changes: readonly PlannedChange[]}> {
  const {plan, survey} = await surveyDeployment({...workspace, ports: {...workspace.ports, operator: ports}});
  return {steps: plan.steps.length, changes: selectDrift(plan.steps, survey)};
}
