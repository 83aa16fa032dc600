import type {RunEvent} from '../model/run-event.js';
import {formatDuration} from './format-duration.js';
import {type Palette, plainPalette} from './palette.js';
import {emptyRunView, type RunView, reduceRunView} from './reduce-run-view.js';

/** Paints a run on something that only takes lines. */
export interface Renderer {
  onEvent(event: RunEvent): void;
  /** Ends what moves; the cursor is where the next line goes. */
  stop(): Promise<void>;
}

export interface PlainOptions {
  readonly write: (line: string) => void;
  /** Runs `beat` every so often until the returned function is called. */
  readonly every: (beat: () => void) => () => void;
  readonly nowMs: () => number;
  readonly palette?: Palette;
}

const createMarks = (palette: Palette) => ({
  done: palette.green('✔'),
  unchanged: palette.dim('='),
  failed: palette.red('✖'),
  skipped: palette.dim('-'),
  running: '…',
});

function formatEvent(event: RunEvent, view: RunView, marks: ReturnType<typeof createMarks>): string | undefined {
  const titleOf = (key: string) => view.steps.find((step) => step.key === key)?.title ?? key;
  switch (event.code) {
    case 'RunStarted':
      return `Deployment ${event.data.deployment}, ${event.data.release}: ${event.data.steps.length} steps, plan ${event.data.fingerprint}`;
    case 'RunResumed':
      return `Goes on where run ${event.data.previousRunId} stopped${event.data.interrupted.length === 0 ? '' : `, in ${event.data.interrupted.join(', ')}`}`;
    case 'StepStarted':
      return `${marks.running} ${titleOf(event.data.step)}`;
    case 'StepProgressed':
      return `  ${titleOf(event.data.step)}: ${event.data.text}`;
    case 'StepRetried':
      return `  ${titleOf(event.data.step)}: again in ${formatDuration(event.data.delayMs)}, ${event.data.reason}`;
    case 'StepSatisfied':
      return `${marks.unchanged} ${titleOf(event.data.step)}: as it should be`;
    case 'StepCompleted':
      return `${marks.done} ${titleOf(event.data.step)} (${formatDuration(event.data.durationMs)})`;
    case 'StepFailed':
      return `${marks.failed} ${event.data.diagnostic.summary} ${event.data.diagnostic.code}`;
    case 'StepSkipped':
      return `${marks.skipped} ${titleOf(event.data.step)}: left out, needs ${titleOf(event.data.because)}`;
    case 'RunInterrupted':
      return `Interrupted by ${event.data.signal}`;
    default:
      return undefined;
  }
}

/** One line an event, with the run's time; a line now and then while nothing else is said. */
export function createPlainRenderer({write, every, nowMs, palette = plainPalette}: PlainOptions): Renderer {
  const marks = createMarks(palette);
  let view = emptyRunView;
  let isQuiet = true;
  const stamp = (atMs: number) => palette.dim(new Date(atMs).toISOString().slice(11, 19));
  const stopBeat = every(() => {
    const running = view.steps.filter(({state}) => state === 'running');
    if (isQuiet && running.length > 0) {
      const shown = running.map(
        ({title, startedAtMs}) => `${title} (${formatDuration(nowMs() - (startedAtMs ?? nowMs()))})`,
      );
      write(`${stamp(nowMs())}   still at it: ${shown.join(', ')}`);
    }
    isQuiet = true;
  });
  return {
    onEvent(event) {
      view = reduceRunView(view, event);
      const line = formatEvent(event, view, marks);
      if (line === undefined) return;
      isQuiet = false;
      write(`${stamp(Date.parse(event.at))} ${line}`);
    },
    async stop() {
      stopBeat();
    },
  };
}
