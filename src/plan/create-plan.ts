import type {Plan, PlannedStep} from '../model/plan.js';
import type {Observation} from '../model/step.js';
import {formatFingerprint} from './format-fingerprint.js';
import {type Outputs, type Subject, selectInputs} from './select-inputs.js';
import type {StepInstance} from './select-instances.js';

/** What a survey of the world found: an observation a step key, and the outputs of what stands already. */
export interface Survey {
  readonly observations: ReadonlyMap<string, Observation<unknown>>;
  readonly outputs: Outputs;
}

/** The plan: pure, total and without a clock. The fingerprint covers what will be done, not its explanations. */
export function createPlan(subject: Subject, instances: readonly StepInstance[], survey: Survey): Plan {
  const steps = instances.map(({key, instance, step, needs, title}): PlannedStep => {
    const desired = step.desire(selectInputs(subject, instance, survey.outputs));
    const observation = survey.observations.get(key) ?? {state: 'absent'};
    return {
      key,
      id: step.id,
      instance,
      runbook: step.runbook,
      phase: step.phase,
      title,
      why: step.why,
      docs: step.docs,
      needs,
      change: step.diff(desired, observation),
      desired,
      equivalent: step.equivalent(desired),
      usualSeconds: step.usualSeconds,
    };
  });
  const {config, release} = subject;
  const essence = steps.map(({key, needs, change, desired}) => ({key, needs, change: change.kind, desired}));
  const releaseName = `${release.name} ${release.version}`;
  return {
    deployment: config.deployment,
    release: releaseName,
    fingerprint: formatFingerprint({deployment: config.deployment, releaseName, essence}),
    steps,
  };
}
