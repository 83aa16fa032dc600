import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {runPlan} from '../../../src/engine/run-plan.js';
import {surveyWorld} from '../../../src/engine/survey-world.js';
import type {Journal} from '../../../src/model/ports/journal.js';
import type {Step} from '../../../src/model/step.js';
import {createPlan} from '../../../src/plan/create-plan.js';
import {selectInstances} from '../../../src/plan/select-instances.js';
import {
  createMemoryJournal,
  createToyPorts,
  createToyStep,
  createToyWorld,
  refusal,
  type ToyWorld,
  toySubject,
} from './toy-world.js';

async function run(
  world: ToyWorld,
  steps: readonly Step[],
  options: {journal?: Journal; concurrency?: number; signal?: AbortSignal} = {},
) {
  const ports = createToyPorts(world);
  const instances = selectInstances(steps, toySubject.config, toySubject.release);
  const survey = await surveyWorld(toySubject, instances, ports);
  const plan = createPlan(toySubject, instances, survey);
  const journal = options.journal ?? createMemoryJournal(world);
  const seen: string[] = [];
  const outcome = await runPlan({
    runId: 'r1',
    subject: toySubject,
    plan,
    instances,
    seen: survey.outputs,
    ports: {operator: ports, deployer: ports},
    journal,
    concurrency: options.concurrency ?? 64,
    signal: options.signal ?? new AbortController().signal,
    onEvent: (event) => seen.push('step' in event.data ? `${event.code} ${event.data.step}` : event.code),
  });
  return {outcome, seen, plan};
}

describe('runPlan', () => {
  it('applies what is missing, needs first, and changes nothing the second time', async () => {
    const world = createToyWorld();
    const steps = [createToyStep(world, 'c', ['b']), createToyStep(world, 'a', []), createToyStep(world, 'b', ['a'])];
    expect((await run(world, steps)).outcome.result).toBe('changed');
    expect(world.applied).toEqual(['a', 'b', 'c']);
    const second = await run(world, steps);
    expect(second.outcome.result).toBe('unchanged');
    expect(world.applied).toEqual(['a', 'b', 'c']);
  });

  it('does not look a second time where there is nothing to do, and does where there is', async () => {
    const world = createToyWorld();
    let looks = 0;
    const counted = createToyStep(world, 'a', [], {
      observe: async () => {
        looks++;
        return world.on.has('a') ? {state: 'present', actual: {}} : {state: 'absent'};
      },
    });
    const steps = [counted, createToyStep(world, 'b', ['a'])];
    world.on.add('a').add('b');
    const {outcome, seen} = await run(world, steps);
    expect([looks, seen]).toEqual([1, ['RunStarted', 'StepSatisfied a', 'StepSatisfied b', 'RunCompleted']]);
    expect(outcome.outputs.get('a')).toEqual({made: 'a'});
    world.on.delete('b');
    await run(world, steps);
    expect(looks).toBe(3);
  });

  it('keeps the order of needs in any graph, at any width', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.nat(20), {maxLength: 4}), {minLength: 1, maxLength: 20}),
        fc.integer({min: 1, max: 8}),
        async (edges, concurrency) => {
          const world = createToyWorld();
          const needsOf = (index: number) =>
            [...new Set((edges[index] ?? []).filter((need) => need < index))].map((need) => `s${need}`);
          const steps = edges.map((_, index) => createToyStep(world, `s${index}`, needsOf(index)));
          const {outcome} = await run(world, steps, {concurrency});
          expect(outcome.result).toBe('changed');
          expect(world.applied).toHaveLength(edges.length);
          for (const [index] of edges.entries())
            for (const need of needsOf(index))
              expect(world.applied.indexOf(need)).toBeLessThan(world.applied.indexOf(`s${index}`));
        },
      ),
      {numRuns: 50},
    );
  });

  it('leaves out what needs a failed step and does the rest', async () => {
    const world = createToyWorld();
    world.failures.set('a', [refusal('invalid')]);
    const steps = [
      createToyStep(world, 'a', []),
      createToyStep(world, 'b', ['a']),
      createToyStep(world, 'c', ['b']),
      createToyStep(world, 'd', []),
    ];
    const {outcome, seen} = await run(world, steps);
    expect(outcome.result).toBe('failed');
    expect(world.applied).toEqual(['d']);
    expect(seen).toEqual(expect.arrayContaining(['StepFailed a', 'StepSkipped b', 'StepSkipped c', 'StepCompleted d']));
  });

  it('retries a refusal only after a step of this run that explains it', async () => {
    const world = createToyWorld();
    const lingering = {kinds: ['permission' as const], minutes: 10, reason: 'spreading'};
    world.failures.set('b', [refusal('permission'), refusal('permission')]);
    world.failures.set('c', [refusal('permission')]);
    const steps = [
      createToyStep(world, 'a', [], {lingering}),
      createToyStep(world, 'b', ['a']),
      createToyStep(world, 'c', []),
    ];
    const {outcome, seen} = await run(world, steps);
    expect(seen.filter((line) => line === 'StepRetried b')).toHaveLength(2);
    expect(seen).toContain('StepCompleted b');
    expect(seen).toContain('StepFailed c');
    expect(outcome.failures).toHaveLength(1);
  });

  it('gives up on a lingering refusal once its time is over', async () => {
    const world = createToyWorld();
    const lingering = {kinds: ['permission' as const], minutes: 1, reason: 'spreading'};
    world.failures.set(
      'b',
      Array.from({length: 100}, () => refusal('permission')),
    );
    const {outcome} = await run(world, [createToyStep(world, 'a', [], {lingering}), createToyStep(world, 'b', ['a'])]);
    expect(outcome.result).toBe('failed');
    expect(world.failures.get('b')?.length).toBeGreaterThan(80);
  });

  it('stops before something that changed since the plan was made', async () => {
    const world = createToyWorld();
    world.on.add('a');
    const vanishing = createToyStep(world, 'a', ['first']);
    const first = createToyStep(world, 'first', [], {
      async apply() {
        world.on.add('first');
        world.on.delete('a');
      },
    });
    const {outcome} = await run(world, [first, vanishing]);
    expect(outcome.failures.map(({code}) => code)).toEqual(['SHK_RUN_E0702']);
    expect(world.on.has('a')).toBe(false);
  });

  it('does nothing that the journal cannot take', async () => {
    const world = createToyWorld();
    const full = Object.assign(new Error('no space left on device'), {code: 'ENOSPC'});
    const inner = createMemoryJournal(world);
    const journal: Journal = {
      ...inner,
      append(event) {
        if (event.code === 'StepStarted' && event.data.step === 'b') throw full;
        return inner.append(event);
      },
    };
    const steps = [createToyStep(world, 'a', []), createToyStep(world, 'b', ['a']), createToyStep(world, 'c', ['b'])];
    await expect(run(world, steps, {journal})).rejects.toThrow('no space left');
    expect(world.applied).toEqual(['a']);
  });

  it('goes on after an interruption and tells a step when it was begun', async () => {
    const world = createToyWorld();
    const abort = new AbortController();
    const hanging = createToyStep(world, 'b', ['a'], {
      async apply(_ports, _desired, _change, io) {
        abort.abort('SIGINT');
        io.signal.throwIfAborted();
      },
    });
    const journal = createMemoryJournal(world);
    const first = await run(world, [createToyStep(world, 'a', []), hanging], {journal, signal: abort.signal});
    expect(first.outcome.result).toBe('interrupted');
    let since: number | undefined;
    const resumed = createToyStep(world, 'b', ['a'], {
      async apply(_ports, _desired, _change, io) {
        since = io.interruptedSince;
        world.on.add('b');
      },
    });
    const second = await run(world, [createToyStep(world, 'a', []), resumed], {
      journal: createMemoryJournal(world, journal.events),
    });
    expect(second.outcome.result).toBe('changed');
    expect(second.seen).toContain('RunResumed');
    expect(since).toBeDefined();
  });

  it('gives a step up that waits beyond its time', async () => {
    const world = createToyWorld();
    const endless = createToyStep(world, 'a', [], {
      timeoutMinutes: 5,
      async apply(ports) {
        for (;;) await ports.clock.sleep(10_000);
      },
    });
    const {outcome} = await run(world, [endless]);
    expect(outcome.failures[0]).toMatchObject({code: 'SHK_RUN_E0111'});
    expect(world.nowMs - 1_700_000_000_000).toBeLessThan(6 * 60_000);
  });

  it('says so where a change does not stay', async () => {
    const world = createToyWorld();
    const vanishing = createToyStep(world, 'a', [], {timeoutMinutes: 2, apply: async () => {}});
    const {outcome} = await run(world, [vanishing]);
    expect(outcome.failures[0]).toMatchObject({code: 'SHK_RUN_E0114', detail: 'it is not there'});
  });

  it('calls a fault of its own a bug', async () => {
    const world = createToyWorld();
    const {outcome} = await run(world, [
      createToyStep(world, 'a', [], {
        apply: async () => {
          throw new TypeError('undefined is not a function');
        },
      }),
    ]);
    expect(outcome.failures[0]).toMatchObject({code: 'SHK_RUN_E0001', blame: 'bug'});
  });
});
