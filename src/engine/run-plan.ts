import type {Diagnostic} from '../model/diagnostic.js';
import type {Plan} from '../model/plan.js';
import type {Journal} from '../model/ports/journal.js';
import type {Ports} from '../model/ports/ports.js';
import type {RunEvent, RunEventInput} from '../model/run-event.js';
import type {Actor} from '../model/step.js';
import type {Outputs, Subject} from '../plan/select-inputs.js';
import type {StepInstance} from '../plan/select-instances.js';
import {createGate} from './create-gate.js';
import {formatFailure} from './format-failure.js';
import {runStep} from './run-step.js';
import {selectHistory} from './select-history.js';
import {selectLingering} from './select-lingering.js';

export interface RunRequest {
  readonly runId: string;
  readonly subject: Subject;
  readonly plan: Plan;
  readonly instances: readonly StepInstance[];
  /** What each step gives to others, as it was seen when the plan was made a moment ago; makes a plan without a change quick. */
  readonly seen?: Outputs | undefined;
  readonly ports: Readonly<Record<Actor, Ports>>;
  readonly journal: Journal;
  /** Steps at the same time; unlimited by default, since most of a step's time is waiting. */
  readonly concurrency: number;
  readonly signal: AbortSignal;
  /** Sees each event after the journal has it. */
  readonly onEvent: (event: RunEvent) => void;
}

export interface RunOutcome {
  readonly result: 'changed' | 'unchanged' | 'failed' | 'interrupted';
  readonly failures: readonly Diagnostic[];
  readonly outputs: ReadonlyMap<string, Readonly<Record<string, string>>>;
}

/**
 * Carries out a plan: every step whose needs are met runs at once, a failed step silences what needs it
 * and nothing else. The journal has each event before anybody sees it. Each step looks again before it acts, since others
 * have acted in the meantime; where nobody acts, the look that the plan was made of is not repeated.
 */
export async function runPlan(request: RunRequest): Promise<RunOutcome> {
  const {subject, plan, instances, ports, journal} = request;
  const stop = new AbortController();
  const signal = AbortSignal.any([request.signal, stop.signal]);
  const clock = ports.operator.clock;
  const startMs = clock.now();
  // What cannot be journalled is not done: the run stops before the effect that the event announces.
  const emit = (event: RunEventInput) => {
    try {
      request.onEvent(journal.append(event));
    } catch (error) {
      stop.abort(error);
      throw error;
    }
  };
  const history = selectHistory(journal.previous);
  const changedAt = new Map(history.changedAt);
  const byKey = new Map(instances.map((instance) => [instance.key, instance]));
  const planned = new Map(plan.steps.map((step) => [step.key, step]));
  const outputs = new Map<string, Readonly<Record<string, string>>>();
  const failures: Diagnostic[] = [];
  const seen = plan.steps.every(({change}) => change.kind === 'none') ? request.seen : undefined;
  let isChanged = false;

  const steps = plan.steps.map(({key, title, phase, runbook, change, usualSeconds}) => ({
    key,
    title,
    phase,
    runbook,
    change: change.kind,
    usualSeconds,
  }));
  emit({
    code: 'RunStarted',
    data: {
      runId: request.runId,
      deployment: plan.deployment,
      release: plan.release,
      fingerprint: plan.fingerprint,
      steps,
    },
  });
  if (history.interruptedRun !== undefined)
    emit({
      code: 'RunResumed',
      data: {previousRunId: history.interruptedRun, interrupted: [...history.interruptedSince.keys()]},
    });

  const gate = createGate(request.concurrency);
  const ended = new Map<string, Promise<boolean>>();
  const run = async (instance: StepInstance): Promise<boolean> => {
    const {key, step, needs} = instance;
    const met = await Promise.all(needs.map((need) => ended.get(need)));
    const missing = needs.find((_, index) => met[index] !== true);
    if (missing !== undefined || signal.aborted) {
      if (!signal.aborted) emit({code: 'StepSkipped', data: {step: key, because: missing ?? ''}});
      return false;
    }
    if (seen !== undefined) {
      const given = seen.get(key) ?? {};
      outputs.set(key, given);
      emit({code: 'StepSatisfied', data: {step: key, outputs: given}});
      return true;
    }
    return gate(async () => {
      const beganMs = clock.now();
      try {
        const result = await runStep(instance, {
          subject,
          outputs,
          ports: ports[step.actor],
          signal,
          planned: planned.get(key)?.change.kind ?? 'create',
          interruptedSince: history.interruptedSince.get(key),
          lingering: () => selectLingering(key, byKey, changedAt, clock),
          emit,
        });
        outputs.set(key, result.outputs);
        if (result.isChanged) {
          isChanged = true;
          changedAt.set(key, clock.now());
          emit({
            code: 'StepCompleted',
            data: {step: key, durationMs: Math.round(clock.now() - beganMs), outputs: result.outputs},
          });
        } else emit({code: 'StepSatisfied', data: {step: key, outputs: result.outputs}});
        return true;
      } catch (error) {
        if (signal.aborted) return false;
        const diagnostic = formatFailure(instance, error);
        failures.push(diagnostic);
        emit({code: 'StepFailed', data: {step: key, diagnostic}});
        return false;
      }
    });
  };
  for (const instance of instances) ended.set(instance.key, run(instance));
  // Whatever ends badly, nothing is left running that nobody looks at.
  const ends = await Promise.allSettled(ended.values());
  if (stop.signal.aborted) throw stop.signal.reason;
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  if (signal.aborted) {
    emit({code: 'RunInterrupted', data: {signal: String(signal.reason ?? 'SIGINT')}});
    return {result: 'interrupted', failures, outputs};
  }
  const result = failures.length > 0 ? 'failed' : isChanged ? 'changed' : 'unchanged';
  emit({code: 'RunCompleted', data: {result, durationMs: Math.round(clock.now() - startMs)}});
  return {result, failures, outputs};
}
