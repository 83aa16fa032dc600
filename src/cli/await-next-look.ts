import {setTimeout as wait} from 'node:timers/promises';
import type {LookReach} from '../model/look-reach.js';
import type {ClusterChanges} from './cluster-changes.js';

/** When a watching command looked last, in milliseconds of `performance.now()`, and how long that took. */
export interface LastLook {
  readonly wholeAtMs: number;
  readonly tookMs: number;
}

/** Waits until it is time to look at everything again, or until the cluster tells of a change; says which. */
export async function awaitNextLook(
  {wholeAtMs, tookMs}: LastLook,
  options: {
    readonly intervalMs: number;
    readonly changes: ClusterChanges | undefined;
    readonly nowMs: number;
    readonly signal: AbortSignal;
  },
): Promise<LookReach> {
  const {intervalMs, changes, nowMs, signal} = options;
  const ended = new AbortController();
  const either = AbortSignal.any([signal, ended.signal]);
  const whole = wait(Math.max(0, wholeAtMs + intervalMs - nowMs), 'all' as const, {signal: either});
  // As long as a look takes nobody looks: in a large cluster that always changes somewhere.
  const part = changes?.next(tookMs, either).then(() => 'cluster' as const);
  try {
    return await Promise.race(part === undefined ? [whole] : [whole, part]);
  } catch {
    return 'all';
  } finally {
    ended.abort();
    whole.catch(() => undefined);
  }
}
