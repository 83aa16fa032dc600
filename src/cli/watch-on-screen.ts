import type {Report} from '../model/finding.js';
import type {LookReach} from '../model/look-reach.js';
import {plainPalette} from '../render/palette.js';
import {openWatchScreen, type WatchWish} from '../render/watch/open-watch-screen.js';
import {awaitNextLook} from './await-next-look.js';
import type {ClusterChanges} from './cluster-changes.js';
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
  readonly look: (reach: LookReach) => Promise<Report>;
  /** What the cluster tells of itself; absent where only looking helps. */
  readonly changes?: ClusterChanges | undefined;
  readonly fix: ((id: string) => Promise<unknown>) | undefined;
}): Promise<Report | undefined> {
  let last: Report | undefined;
  let wholeAtMs = 0;
  for (;;) {
    let wake: (wish: WatchWish | undefined) => void = () => {};
    let pending: WatchWish | undefined;
    const wanted = () => pending;
    const onWish = (wish: WatchWish) => {
      pending = wish;
      wake(wish);
    };
    const isColored = selectPalette(process.stdout) !== plainPalette;
    const screen = openWatchScreen({title: options.title, isColored, nowMs: () => Date.now(), every, onWish});
    if (last !== undefined) screen.looked(last, Date.now(), 'all');
    let wish: WatchWish | undefined;
    let reach: LookReach = 'all';
    try {
      do {
        pending = undefined;
        const beganMs = performance.now();
        screen.looking();
        const left = new Promise<undefined>((resolve) => {
          wake = (wish) => {
            if (wish?.kind !== 'again') resolve(undefined);
          };
        });
        const report = await Promise.race([options.look(reach), left]);
        const nowMs = performance.now();
        if (reach === 'all') wholeAtMs = nowMs;
        if (report !== undefined) {
          last = report;
          screen.looked(report, Date.now(), reach);
        }
        reach = 'all';
        if (wanted() === undefined) {
          const rest = new AbortController();
          wake = () => rest.abort();
          const {intervalMs, changes} = options;
          const next = await awaitNextLook(
            {wholeAtMs, tookMs: nowMs - beganMs},
            {intervalMs, changes, nowMs, signal: rest.signal},
          );
          if (wanted() === undefined) reach = next;
        }
        wish = wanted();
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
