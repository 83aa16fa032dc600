import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import type {RunOutcome} from '../../src/engine/run-plan.js';
import type {ClusterState} from '../../src/rehearsal/cloud/container/cluster-state.js';
import {steps} from '../../src/steps/steps.js';
import {type Call, type ContractWorld, openContractWorld} from './open-contract-world.js';
import {type PortCall, recordPortCalls} from './record-port-calls.js';

/** Methods that the survey may call; whatever else a port has may change something. */
const reads: Readonly<Record<string, RegExp>> = {
  helm: /^(find|history|template)$/,
  files: /^(read|stat|list|digest)$/,
  keygen: /^derivePublicKey$/,
  kube: /^(fetchVersion|get|list|apply)$/,
  secrets: /^resolve$/,
  clock: /./,
  web: /./,
  identity: /./,
};
const cloudReads = /^(get|list|find|describe|test|fetch)/;

function selectWrites(calls: readonly PortCall[]): string[] {
  return calls
    .filter(({port, method, args}) => {
      if (port === 'kube' && method === 'apply') return (args[2] as {isDryRun: boolean}).isDryRun !== true;
      return !(reads[port] ?? cloudReads).test(method);
    })
    .map(({port, method}) => `${port}.${method}`);
}

describe('every step of the reference plan', () => {
  let world: ContractWorld;
  let outcome: RunOutcome;
  let runCalls: readonly Call[];
  const early: PortCall[] = [];

  beforeAll(async () => {
    world = await openContractWorld({speed: 300, seed: 7});
    await world.survey((ports) => recordPortCalls(ports, early));
    const before = world.calls.length;
    outcome = await world.run();
    runCalls = world.calls.slice(before);
  }, 240_000);
  afterAll(() => world.close(), 30_000);

  it('is applied', () => {
    expect(outcome.failures).toEqual([]);
    expect(outcome.result).toBe('changed');
  });

  it('is observed without a write, before and after', async () => {
    expect(early.length).toBeGreaterThan(0);
    expect(selectWrites(early)).toEqual([]);
    const late: PortCall[] = [];
    const from = world.calls.length;
    await world.survey((ports) => recordPortCalls(ports, late));
    expect(selectWrites(late)).toEqual([]);
    expect(world.calls.slice(from).filter(({isWrite}) => isWrite)).toEqual([]);
    expect(late.some(({port}) => port === 'kube')).toBe(true);
    expect(late.some(({port, method}) => port === 'helm' && method === 'history')).toBe(true);
  }, 120_000);

  it('has nothing to do the second time', async () => {
    const changes = [...(await world.diff())].filter(([, kind]) => kind !== 'none');
    expect(changes).toEqual([]);
  }, 120_000);

  it.each(['operator', 'deployer'] as const)('as the %s, calls only what the steps declare', (actor) => {
    const own = world.instances.filter(({step}) => step.actor === actor);
    const declared = new Set(own.flatMap(({step}) => step.permissions.map(({permission}) => permission)));
    const used = new Set(runCalls.filter((call) => call.actor === actor).flatMap(({permissions}) => permissions));
    expect(used.size).toBeGreaterThan(0);
    expect([...used].filter((permission) => !declared.has(permission)).sort()).toEqual([]);
  });

  it('has outputs under the names that it announces', () => {
    for (const {key, step} of world.instances)
      expect([
        key,
        Object.keys(outcome.outputs.get(key) ?? {}).filter((name) => !step.outputNames?.includes(name)),
      ]).toEqual([key, []]);
  });
});

/** What the cut points are tried with: everything of Google's, without the platform inside the cluster. */
const cloudSteps = steps.filter(({id}) => !/^(platform|tls|keys\/apply)/.test(id));

/** A generator of the same numbers for the same seed. https://en.wikipedia.org/wiki/Linear_congruential_generator */
function drawCuts(seed: number, count: number, writes: number) {
  let state = seed >>> 0;
  return Array.from({length: count}, (_, index) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    // One out of each stretch of the run, so that the sample covers it whole.
    const afterWrites = 1 + Math.floor(((index + state / 2 ** 32) / count) * writes);
    return {afterWrites, isAnswerLost: index % 3 !== 2};
  });
}

describe('a run that is cut after any write', () => {
  const seed = Number(process.env.SHAKINSTALL_TEST_SEED ?? 20231204);
  /** Fewer than an uncut run of these steps writes; a later cut point would be none. */
  const writes = 20;
  const cuts = drawCuts(seed, 12, writes);

  const trials = new Map<(typeof cuts)[number], Promise<void>>();

  const converge = async (cut: (typeof cuts)[number]) => {
    const world = await openContractWorld({speed: 150, seed: cut.afterWrites, steps: cloudSteps});
    try {
      const first = await world.run(cut);
      expect(first.result).toBe('interrupted');
      const second = await world.run();
      expect(second.failures).toEqual([]);
      const changes = [...(await world.diff())].filter(([, kind]) => kind !== 'none');
      expect(changes).toEqual([]);

      const state = world.snapshot();
      const {config} = world.subject;
      const clusters = Object.values(state.clusters) as unknown as ClusterState[];
      expect(clusters.map(({name}) => name)).toEqual([config.cluster.name]);
      const pools = clusters.flatMap((cluster) => cluster.pools.map(({name}) => name));
      const wanted = [...config.nodePools, ...config.gpuPools].map(({name}) => name);
      expect(pools.filter((name) => name !== 'default-pool').sort()).toEqual(wanted.sort());
      const keys = Object.values(state.keys).map(({email}) => email);
      const accounts = world.instances.filter(({step}) => step.id === 'iam/create-key');
      expect(keys.length).toBe(new Set(keys).size);
      expect(keys.length).toBe(accounts.length);
    } finally {
      await world.close();
    }
  };

  // Most of a trial is waiting for its world's clock, so all of them wait together.
  beforeAll(() => {
    for (const cut of cuts) {
      const trial = converge(cut);
      trial.catch(() => {});
      trials.set(cut, trial);
    }
  });

  it.each(cuts)(
    'converges: $afterWrites writes, answer lost: $isAnswerLost',
    async (cut) => {
      await trials.get(cut);
    },
    240_000,
  );
});
