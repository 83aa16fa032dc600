import type {GpuPoolConfig} from '../../model/install-config.js';
import {listWaysOn, type WayOn} from '../../model/list-ways-on.js';
import type {Shortage} from '../../model/parse-shortage.js';
import type {Prompter} from '../../model/ports/prompter.js';
import type {Rung} from '../../model/select-rungs.js';
import type {PoolFacts} from './collect-pool-facts.js';

/** A shortage with what may come next. */
export interface WaySubject {
  readonly shortage: Shortage;
  readonly pool: GpuPoolConfig;
  /** Rungs that were not tried yet. */
  readonly rungs: readonly Rung[];
  readonly facts: PoolFacts;
  /** Whether the pool was waited for already. */
  readonly hasWaited: boolean;
}

/** Chooses what to do about a shortage: somebody at a terminal, or the ladder where nobody is there. */
export async function chooseWayOn(
  subject: WaySubject,
  options: {readonly waitMinutes: number; readonly prompter: Prompter | undefined},
): Promise<WayOn> {
  const {shortage, pool, rungs, facts, hasWaited} = subject;
  const {waitMinutes, prompter} = options;
  if (prompter === undefined) {
    if (waitMinutes > 0 && !hasWaited && shortage.kind === 'stockout') return {kind: 'wait', minutes: waitMinutes};
    const [rung] = rungs;
    return rung === undefined ? {kind: 'stop'} : {kind: 'rung', rung};
  }
  const ways = listWaysOn(shortage, pool, rungs, facts);
  const reply = await prompter.select({
    message: `What about pool ${pool.name}?`,
    choices: ways.map(({label, hint}, index) => ({value: String(index), label, hint})),
  });
  return reply === 'back' ? {kind: 'stop'} : (ways[Number(reply.value)]?.way ?? {kind: 'stop'});
}
