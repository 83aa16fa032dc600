import {CloudFailure} from '../model/cloud-failure.js';
import type {Ports} from '../model/ports/ports.js';
import type {Observation} from '../model/step.js';
import type {Survey} from '../plan/create-plan.js';
import {type Subject, selectInputs} from '../plan/select-inputs.js';
import type {StepInstance} from '../plan/select-instances.js';
import {selectAncestors, selectLingering} from './select-lingering.js';

/** A survey with what the plan leaves out: why some of it could not be seen. */
export interface WorldSurvey extends Survey {
  /** Steps that nobody could be asked about: what they lie in, or what lets them be looked at, is still to come. */
  readonly assumed: ReadonlySet<string>;
  /** How the look at a step was refused. */
  readonly refusals: ReadonlyMap<string, CloudFailure>;
}

/** A refusal to look is an answer of its own: neither absent nor present. */
function toUnknown(error: unknown): Observation<never> {
  if (!(error instanceof CloudFailure)) throw error;
  return {state: 'unknown', missing: error.permission ?? error.service ?? error.action, message: error.message};
}

/**
 * Observes every step without changing anything. What lies inside something that is still to be created
 * is absent without a question, and so is what an API refuses that this very plan enables; what depends on an output that
 * is still to come is observed as far as the step itself can tell. Steps are asked side by side as soon as it is known
 * what their own question is made of: the order in which they are carried out is nothing to an observer.
 */
export async function surveyWorld(
  subject: Subject,
  instances: readonly StepInstance[],
  ports: Ports,
  changedAt: ReadonlyMap<string, number> = new Map(),
): Promise<WorldSurvey> {
  const observations = new Map<string, Observation<unknown>>();
  const pendingChanges = new Set<string>();
  const assumed = new Set<string>();
  const refusals = new Map<string, CloudFailure>();
  const byKey = new Map(instances.map((instance) => [instance.key, instance]));
  // What this plan's own steps still have to bring, or have brought a moment ago, cannot be looked into yet.
  // A permission that is still to be granted to somebody else says nothing about the one who looks, unless
  // that somebody looked: helm asks as the deployer does, whose roles this very plan gives back.
  const isPassing = (key: string, {kind, actor}: CloudFailure): boolean =>
    selectLingering(key, byKey, changedAt, ports.clock).some(({kinds}) => kinds.includes(kind)) ||
    ((kind !== 'permission' || actor === 'deployer') &&
      [...selectAncestors(key, byKey)].some(
        (ancestor) => pendingChanges.has(ancestor) && byKey.get(ancestor)?.step.lingering?.kinds.includes(kind),
      ));
  const outputs = new Map<string, Readonly<Record<string, string>>>();
  const pending = new Map<string, Promise<void>>();
  const settle = (keys: Iterable<string>) => Promise.all([...keys].map((before) => pending.get(before)));
  const observe = async ({key, instance, step, within}: StepInstance): Promise<void> => {
    const ancestors = selectAncestors(key, byKey);
    await settle([...ancestors].filter((before) => before === within || byKey.get(before)?.step.outputs !== undefined));
    const desired = step.desire(selectInputs(subject, instance, outputs));
    const container = within === undefined ? undefined : observations.get(within);
    if (container !== undefined && container.state !== 'present') {
      const refusal = within === undefined ? undefined : refusals.get(within);
      if (refusal !== undefined) refusals.set(key, refusal);
      else assumed.add(key);
      observations.set(key, container.state === 'absent' ? {state: 'absent'} : container);
      return;
    }
    const observation = await step
      .observe(ports, desired)
      .catch(async (error: unknown): Promise<Observation<unknown>> => {
        // What of a refusal is this plan's own doing is told by the steps before it.
        await settle(ancestors);
        if (error instanceof CloudFailure && isPassing(key, error)) {
          assumed.add(key);
          return {state: 'absent'};
        }
        if (error instanceof CloudFailure) refusals.set(key, error);
        return toUnknown(error);
      });
    observations.set(key, observation);
    const change = step.diff(desired, observation);
    if (change.kind === 'create' || change.kind === 'update') pendingChanges.add(key);
    if (observation.state === 'present' && step.outputs !== undefined && change.kind !== 'create')
      outputs.set(key, step.outputs(desired, observation.actual));
  };
  for (const instance of instances) pending.set(instance.key, observe(instance));
  await Promise.all(pending.values());
  return {observations, outputs, assumed, refusals};
}
