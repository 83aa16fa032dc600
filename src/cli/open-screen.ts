import {createPlainRenderer, type Renderer} from '../render/plain-renderer.js';
import {selectPalette} from './select-palette.js';

/** Where a command speaks: a live tree on a terminal, plain lines elsewhere, nothing where one JSON document is wanted. */
export interface Screen {
  readonly renderer: Renderer;
  readonly isInteractive: boolean;
  say(text: string): void;
}

const heartbeatMs = 15_000;
const repaintMs = 250;

function every(intervalMs: number): (beat: () => void) => () => void {
  return (beat) => {
    const timer = setInterval(beat, intervalMs);
    return () => clearInterval(timer);
  };
}

/** Chooses the screen of a command. `nowMs` is the run's clock. */
export async function openScreen(options: {readonly isJson: boolean; readonly nowMs: () => number}): Promise<Screen> {
  const isInteractive =
    process.stdout.isTTY === true && process.env.CI !== 'true' && process.env.TERM !== 'dumb' && !options.isJson;
  if (options.isJson) return {renderer: {onEvent() {}, async stop() {}}, isInteractive: false, say() {}};
  const say = (text: string) => process.stdout.write(`${text}\n`);
  const renderer = isInteractive
    ? (await import('../render/listr-renderer.js')).createListrRenderer({nowMs: options.nowMs, every: every(repaintMs)})
    : createPlainRenderer({
        write: (line) => process.stdout.write(`${line}\n`),
        every: every(heartbeatMs),
        nowMs: options.nowMs,
        palette: selectPalette(process.stdout),
      });
  return {renderer, isInteractive, say};
}
