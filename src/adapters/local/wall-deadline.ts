import {setTimeout as wait} from 'node:timers/promises';
import {CloudFailure} from '../../model/cloud-failure.js';

/** Deadlines on the machine's own clock: an answer that does not come is waited for in real time, even in a rehearsal. */
export interface WallDeadline {
  /** Rejects once `action` has had its time; the failure says how long that was. */
  readonly expire: (action: string) => Promise<never>;
  /** Lets the process end although somebody still waits. */
  readonly cancel: () => void;
}

export function WallDeadline(limitMs: number): WallDeadline {
  const abort = new AbortController();
  const elapsed = wait(limitMs, undefined, {signal: abort.signal}).then(
    () => true,
    () => false,
  );
  return {
    expire: async (action) => {
      if (await elapsed) throw new CloudFailure('unavailable', `no answer within ${limitMs / 1000} s`, {action});
      return new Promise<never>(() => undefined);
    },
    cancel: () => abort.abort(),
  };
}
