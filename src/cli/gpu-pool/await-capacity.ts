import type {PoolWorkspace} from './open-pool-workspace.js';

const lookMs = 15_000;

/** Watches a pool that lacks machines, for so many minutes at the most; true once it has them all. */
export async function awaitCapacity(
  {ports, ref}: PoolWorkspace,
  pool: string,
  options: {readonly minutes: number; readonly say: (text: string) => void},
): Promise<boolean> {
  const {clock, clusters} = ports.operator;
  const endMs = clock.now() + options.minutes * 60_000;
  const until = new Date(endMs).toISOString().slice(11, 16);
  options.say(`Watching pool ${pool} until ${until} UTC, ${options.minutes} minutes at most`);
  for (;;) {
    const found = (await clusters.get(ref))?.nodePools.find(({name}) => name === pool);
    if (found === undefined) return false;
    if (found.status === 'RUNNING') {
      options.say(`Pool ${pool} has its machines.`);
      return true;
    }
    if (clock.now() + lookMs > endMs) {
      options.say(`Pool ${pool} still lacks machines; the watch is over.`);
      return false;
    }
    await clock.sleep(lookMs);
  }
}
