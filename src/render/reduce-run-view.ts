import type {Diagnostic} from '../model/diagnostic.js';
import type {RunEvent} from '../model/run-event.js';
import type {Change, Phase} from '../model/step.js';

export type StepState = 'waiting' | 'running' | 'done' | 'unchanged' | 'failed' | 'skipped';

/** One step as a screen shows it. */
export interface StepView {
  readonly key: string;
  readonly title: string;
  readonly phase: Phase;
  readonly runbook: string;
  readonly change: Change['kind'];
  readonly usualSeconds: readonly [number, number];
  readonly state: StepState;
  readonly text: string;
  readonly startedAtMs: number | undefined;
  readonly durationMs: number | undefined;
  readonly diagnostic: Diagnostic | undefined;
}

/** A run as a screen shows it: a fold over its events, equal for live and replayed ones. */
export interface RunView {
  readonly deployment: string;
  readonly release: string;
  readonly runId: string;
  readonly isResumed: boolean;
  readonly steps: readonly StepView[];
  readonly outputs: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly result: 'running' | 'changed' | 'unchanged' | 'failed' | 'interrupted';
  readonly durationMs: number | undefined;
}

export const emptyRunView: RunView = {
  deployment: '',
  release: '',
  runId: '',
  isResumed: false,
  steps: [],
  outputs: {},
  result: 'running',
  durationMs: undefined,
};

function update(view: RunView, key: string, change: (step: StepView) => Partial<StepView>): RunView {
  return {...view, steps: view.steps.map((step) => (step.key === key ? {...step, ...change(step)} : step))};
}

/** The view after one more event. */
export function reduceRunView(view: RunView, event: RunEvent): RunView {
  const atMs = Date.parse(event.at);
  switch (event.code) {
    case 'RunStarted': {
      const {runId, deployment, release, steps} = event.data;
      const waiting = {
        state: 'waiting',
        text: '',
        startedAtMs: undefined,
        durationMs: undefined,
        diagnostic: undefined,
      } as const;
      return {...emptyRunView, runId, deployment, release, steps: steps.map((step) => ({...step, ...waiting}))};
    }
    case 'RunResumed':
      return {...view, isResumed: true};
    case 'StepStarted':
      return update(view, event.data.step, (step) => ({state: 'running', startedAtMs: step.startedAtMs ?? atMs}));
    case 'StepProgressed':
      return update(view, event.data.step, () => ({text: event.data.text}));
    case 'OperationAnnounced':
      return update(view, event.data.step, () => ({text: event.data.operation}));
    case 'StepRetried':
      return update(view, event.data.step, (step) => ({
        state: 'running',
        startedAtMs: step.startedAtMs ?? atMs,
        text: event.data.reason,
      }));
    case 'StepSatisfied':
      return {
        ...update(view, event.data.step, () => ({state: 'unchanged', text: ''})),
        outputs: {...view.outputs, [event.data.step]: event.data.outputs},
      };
    case 'StepCompleted':
      return {
        ...update(view, event.data.step, () => ({state: 'done', text: '', durationMs: event.data.durationMs})),
        outputs: {...view.outputs, [event.data.step]: event.data.outputs},
      };
    case 'StepFailed':
      return update(view, event.data.step, () => ({
        state: 'failed',
        text: event.data.diagnostic.summary,
        diagnostic: event.data.diagnostic,
      }));
    case 'StepSkipped':
      return update(view, event.data.step, () => ({state: 'skipped', text: `needs ${event.data.because}`}));
    case 'FallbackChosen':
      return view;
    case 'RunInterrupted':
      return {...view, result: 'interrupted'};
    case 'RunCompleted':
      return {...view, result: event.data.result, durationMs: event.data.durationMs};
  }
}
