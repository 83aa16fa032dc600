import {Listr, type ListrTask, ListrTaskState} from 'listr2';
import type {RunEvent} from '../model/run-event.js';
import type {Phase} from '../model/step.js';
import {formatDuration, formatExpectation} from './format-duration.js';
import {phaseTitles} from './phase-titles.js';
import type {Renderer} from './plain-renderer.js';
import {emptyRunView, type RunView, reduceRunView, type StepView} from './reduce-run-view.js';

interface Deferral {
  readonly promise: Promise<void>;
  readonly settle: (step: StepView) => void;
}

function createDeferral(): Deferral {
  let resolve: () => void = () => {};
  let reject: (error: Error) => void = () => {};
  const promise = new Promise<void>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  promise.catch(() => {});
  return {promise, settle: (step) => (step.state === 'failed' ? reject(new Error(step.text)) : resolve())};
}

const isEnded = ({state}: StepView) =>
  state === 'done' || state === 'unchanged' || state === 'failed' || state === 'skipped';

function formatTitle(step: StepView, nowMs: number): string {
  const number = step.runbook === '' ? '' : ` [${step.runbook}]`;
  if (step.state === 'running') {
    const expectation = formatExpectation(step.usualSeconds);
    return `${step.title}${number}  ${formatDuration(nowMs - (step.startedAtMs ?? nowMs))}${expectation === '' ? '' : `, ${expectation}`}`;
  }
  if (step.state === 'done') return `${step.title}${number}  ${formatDuration(step.durationMs ?? 0)}`;
  if (step.state === 'unchanged') return `${step.title}${number}  as it should be`;
  return `${step.title}${number}`;
}

/** A tree by the runbook's phases on a terminal, with live durations and what to expect of them. */
export function createListrRenderer(options: {
  readonly nowMs: () => number;
  readonly every: (beat: () => void) => () => void;
}): Renderer {
  let view: RunView = emptyRunView;
  const deferrals = new Map<string, Deferral>();
  const painters = new Map<string, (step: StepView) => void>();
  const phasePainters = new Map<Phase, () => void>();
  let running: Promise<unknown> | undefined;

  const taskOf = (step: StepView): ListrTask => ({
    title: formatTitle(step, options.nowMs()),
    task: (_context, task) => {
      painters.set(step.key, (current) => {
        task.title = formatTitle(current, options.nowMs());
        task.output = current.state === 'running' ? current.text : '';
        if (current.state === 'running') task.task.state$ = ListrTaskState.STARTED;
        if (current.state === 'skipped') task.skip(`${current.title}: ${current.text}`);
      });
      // A tree of spinners says nothing: what has not begun stands still.
      task.task.state$ = ListrTaskState.WAITING;
      return deferrals.get(step.key)?.promise;
    },
    exitOnError: false,
  });
  const phaseTaskOf = (phase: Phase): ListrTask => ({
    title: phaseTitles[phase],
    task(_context, task) {
      // A phase opens with its first step.
      task.task.state$ = ListrTaskState.WAITING;
      phasePainters.set(phase, () => {
        task.task.state$ = ListrTaskState.STARTED;
      });
      const own = view.steps.filter((step) => step.phase === phase).map(taskOf);
      return task.newListr(own, {concurrent: true, exitOnError: false, rendererOptions: {collapseSubtasks: true}});
    },
  });
  const start = () => {
    for (const {key} of view.steps) deferrals.set(key, createDeferral());
    const phases = (Object.keys(phaseTitles) as Phase[]).filter((phase) =>
      view.steps.some((step) => step.phase === phase),
    );
    const options = {
      concurrent: true,
      exitOnError: false,
      rendererOptions: {showErrorMessage: false, collapseErrors: false},
    };
    running = new Listr(phases.map(phaseTaskOf), options).run().catch(() => {});
  };
  const paint = (step: StepView) => {
    if (step.state !== 'waiting') {
      phasePainters.get(step.phase)?.();
      phasePainters.delete(step.phase);
    }
    painters.get(step.key)?.(step);
    if (isEnded(step)) deferrals.get(step.key)?.settle(step);
  };
  const stopBeat = options.every(() => view.steps.filter(({state}) => state === 'running').forEach(paint));
  return {
    onEvent(event: RunEvent) {
      view = reduceRunView(view, event);
      if (event.code === 'RunStarted') start();
      if ('step' in event.data) {
        const {step: key} = event.data;
        const step = view.steps.find((candidate) => candidate.key === key);
        if (step !== undefined) paint(step);
      }
    },
    async stop() {
      stopBeat();
      for (const deferral of deferrals.values()) deferral.settle({state: 'skipped'} as StepView);
      await running;
    },
  };
}
