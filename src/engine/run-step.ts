import {CloudFailure} from '../model/cloud-failure.js';
import type {Diagnostic} from '../model/diagnostic.js';
import {DiagnosticError} from '../model/diagnostic-error.js';
import type {Ports} from '../model/ports/ports.js';
import type {RunEventInput} from '../model/run-event.js';
import type {Change, Lingering, Observation} from '../model/step.js';
import {type Outputs, type Subject, selectInputs} from '../plan/select-inputs.js';
import type {StepInstance} from '../plan/select-instances.js';
import {createDeadlineClock} from './create-deadline-clock.js';
import {selectRetry} from './select-retry.js';
import {suggestGrant} from './suggest-grant.js';

/** What one step's run needs of the engine. */
export interface StepContext {
  readonly subject: Subject;
  readonly outputs: Outputs;
  readonly ports: Ports;
  readonly signal: AbortSignal;
  readonly planned: Change['kind'];
  readonly interruptedSince: number | undefined;
  lingering(): readonly Lingering[];
  emit(event: RunEventInput): void;
}

export interface StepResult {
  readonly isChanged: boolean;
  readonly outputs: Readonly<Record<string, string>>;
}

/** Reads after an apply, until what was asked for is seen; Google's own reads lag behind its writes. */
const settleMs = 1500;

function stopOn(instance: StepInstance, change: Change): void {
  if (change.kind === 'foreign') throw new DiagnosticError([change.diagnostic]);
  if (change.kind !== 'unknown') return;
  const detail = `${change.message} (missing: ${change.missing})`;
  const tries = [...suggestGrant(change.missing), {text: 'Have the missing permission granted, then run again.'}];
  throw new DiagnosticError([
    {
      code: 'SHK_RUN_E0113',
      summary: `${instance.title}: it could not be seen whether this is done already.`,
      detail,
      tries,
      docs: instance.step.docs,
      blame: 'user',
    },
  ]);
}

function stopOnDrift(instance: StepInstance, planned: Change['kind'], change: Change): void {
  if (planned !== 'none' || (change.kind !== 'create' && change.kind !== 'update')) return;
  const fields =
    change.kind === 'update'
      ? change.fields.map(({path, from, to}) => `${path}: ${from} instead of ${to}`).join('; ')
      : 'it is gone';
  const tries = [{text: 'Look at the new plan, then run again.', command: 'shakinstall plan'}];
  throw new DiagnosticError([
    {
      code: 'SHK_RUN_E0702',
      summary: `${instance.title}: it changed since the plan was made.`,
      detail: fields,
      tries,
      docs: instance.step.docs,
      blame: 'user',
    },
  ]);
}

/** Google took the change, and what was asked for is not there: somebody takes it away again, or a policy does. */
function formatUnsettled(instance: StepInstance, rest: Change): Diagnostic {
  const fields =
    rest.kind === 'update'
      ? rest.fields.map(({path, from, to}) => `${path}: ${from}, wanted ${to}`).join('; ')
      : 'it is not there';
  const tries = [{text: 'See who else changes it: an administrator, a policy, another tool. Then run again.'}];
  return {
    code: 'SHK_RUN_E0114',
    summary: `${instance.title}: the change was accepted and does not stay.`,
    detail: fields,
    tries,
    docs: instance.step.docs,
    blame: 'cloud',
  };
}

/** One round: look, compare, act if something is to be done, and look again until it holds. */
async function attempt(
  instance: StepInstance,
  context: StepContext,
  deadlineMs: number,
  isStarted: {value: boolean; atMs?: number},
): Promise<StepResult> {
  const {step, key} = instance;
  const {ports, emit, signal} = context;
  const desired = step.desire(selectInputs(context.subject, instance.instance, context.outputs));
  const outputsOf = (observation: Observation<unknown>) =>
    observation.state === 'present' && step.outputs !== undefined ? step.outputs(desired, observation.actual) : {};
  const first = await step.observe(ports, desired);
  const change = step.diff(desired, first);
  stopOn(instance, change);
  if (change.kind === 'none') return {isChanged: isStarted.value, outputs: outputsOf(first)};
  if (!isStarted.value) stopOnDrift(instance, context.planned, change);
  emit({code: 'StepStarted', data: {step: key, change: change.kind}});
  isStarted.value = true;
  // What an earlier attempt left half done is as much this deployment's own as what an earlier run did.
  const interruptedSince = context.interruptedSince ?? isStarted.atMs;
  isStarted.atMs ??= ports.clock.now();
  await step.apply(ports, desired, change, {
    signal,
    interruptedSince,
    announceOperation: async (operation) => emit({code: 'OperationAnnounced', data: {step: key, operation}}),
    reportProgress: (text) => emit({code: 'StepProgressed', data: {step: key, text}}),
  });
  let goodReads = 0;
  for (;;) {
    const seen = await step.observe(ports, desired);
    const rest = step.diff(desired, seen);
    stopOn(instance, rest);
    goodReads = rest.kind === 'none' ? goodReads + 1 : 0;
    if (goodReads >= (step.settledReads ?? 1)) return {isChanged: true, outputs: outputsOf(seen)};
    if (ports.clock.now() + settleMs > deadlineMs) throw new DiagnosticError([formatUnsettled(instance, rest)]);
    await ports.clock.sleep(settleMs, signal);
  }
}

/** Runs a step to its end: retries what passes by itself, throws what does not. */
export async function runStep(instance: StepInstance, context: StepContext): Promise<StepResult> {
  const {clock} = context.ports;
  const startMs = clock.now();
  const timeoutMs = instance.step.timeoutMinutes * 60_000 * clock.patience;
  const isStarted: {value: boolean; atMs?: number} = {value: false};
  const ports = {...context.ports, clock: createDeadlineClock(clock, startMs + timeoutMs, instance.title)};
  const bounded = {...context, ports};
  for (let attempts = 1; ; attempts++) {
    try {
      context.signal.throwIfAborted();
      return await attempt(instance, bounded, startMs + timeoutMs, isStarted);
    } catch (error) {
      if (!(error instanceof CloudFailure) || context.signal.aborted) throw error;
      const retry = selectRetry(error, {
        attempt: attempts,
        elapsedMs: clock.now() - startMs,
        timeoutMs,
        patience: clock.patience,
        lingering: context.lingering(),
      });
      if (retry === undefined) throw error;
      context.emit({
        code: 'StepRetried',
        data: {step: instance.key, reason: retry.reason, delayMs: retry.delayMs, attempt: attempts},
      });
      await clock.sleep(retry.delayMs, context.signal);
    }
  }
}
