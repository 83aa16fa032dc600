import type {Report} from '../model/finding.js';
import {plainPalette} from '../render/palette.js';
import {openWatchScreen, type WatchWish} from '../render/watch/open-watch-screen.js';
import {selectPalette} from './select-palette.js';

const beatMs = 1000;

function every(beat: () => void): () => void {
  const timer = setInterval(beat, beatMs);
  return () => clearInterval(timer);
}

/**
 * Looks again and again on a whole screen until somebody leaves; returns the last report. `fix` has the terminal to
 * itself while it asks.
 */
export async function watchOnScreen(options: {
  readonly title: string;
  readonly intervalMs: number;
  readonly look: () => Promise<Report>;
  readonly fix: ((id: string) => Promise<unknown>) | undefined;
}): Promise<Report | undefined> {
  let last: Report | undefined;
  for (;;) {
    let wake: (wish: WatchWish | undefined) => void = () => {};
    let pending: WatchWish | undefined;
    const onWish = (wish: WatchWish) => {
      pending = wish;
      wake(wish);
    };
    const isColored = selectPalette(process.stdout) !== plainPalette;
    const screen = openWatchScreen({title: options.title, isColored, nowMs: () => Date.now(), every, onWish});
    if (last !== undefined) screen.looked(last, Date.now());
    let wish: WatchWish | undefined;
    try {
      do {
        pending = undefined;
        screen.looking();
        const left = new Promise<undefined>((resolve) => {
          wake = (wanted) => {
            if (wanted?.kind !== 'again') resolve(undefined);
          };
        });
        const report = await Promise.race([options.look(), left]);
        if (report !== undefined) {
          last = report;
          screen.looked(report, Date.now());
        }
        wish =
          pending ??
          (await new Promise<WatchWish | undefined>((resolve) => {
            const timer = setTimeout(() => resolve(undefined), options.intervalMs);
            wake = (wanted) => {
              clearTimeout(timer);
              resolve(wanted);
            };
          }));
      } while (wish === undefined || wish.kind === 'again');
    } finally {
      await screen.close();
    }
    if (wish.kind === 'leave') return last;
    if (wish.kind !== 'fix') continue;
    // Ink lets go of the keyboard for good; without it nothing would keep the program waiting for an answer.
    process.stdin.ref();
    await options.fix?.(wish.id);
    // The question leaves the keyboard paused, and the next screen only listens.
    process.stdin.resume();
  }
}
