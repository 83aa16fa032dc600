import {CloudFailure} from '../../../src/model/cloud-failure.js';
import type {InstallConfig} from '../../../src/model/install-config.js';
import type {Journal} from '../../../src/model/ports/journal.js';
import type {Ports} from '../../../src/model/ports/ports.js';
import type {Release} from '../../../src/model/release.js';
import type {RunEvent} from '../../../src/model/run-event.js';
import type {Step} from '../../../src/model/step.js';
import type {Subject} from '../../../src/plan/select-inputs.js';

/** A world of named switches, with a clock that moves only when somebody sleeps. */
export interface ToyWorld {
  readonly on: Set<string>;
  readonly applied: string[];
  nowMs: number;
  /** Failures to throw at the next applies of a step. */
  readonly failures: Map<string, CloudFailure[]>;
}

export const createToyWorld = (): ToyWorld => ({
  on: new Set(),
  applied: [],
  nowMs: 1_700_000_000_000,
  failures: new Map(),
});

export function createToyPorts(world: ToyWorld): Ports {
  return {
    clock: {
      now: () => world.nowMs,
      patience: 1,
      toReal: (ms: number) => ms,
      async sleep(ms: number, signal?: AbortSignal) {
        signal?.throwIfAborted();
        world.nowMs += ms;
        await new Promise((resolve) => setImmediate(resolve));
      },
    },
  } as unknown as Ports;
}

/** A step that turns a switch on. */
export function createToyStep(world: ToyWorld, id: string, needs: readonly string[], extra: Partial<Step> = {}): Step {
  return {
    id,
    runbook: '',
    phase: 'project',
    title: id,
    why: '',
    docs: 'https://example.com',
    actor: 'operator',
    needs,
    permissions: [],
    services: [],
    usualSeconds: [0, 1],
    timeoutMinutes: 30,
    desire: () => ({id}),
    observe: async () => (world.on.has(id) ? {state: 'present', actual: {id}} : {state: 'absent'}),
    diff: (_desired, observation) => (observation.state === 'present' ? {kind: 'none'} : {kind: 'create'}),
    async apply() {
      const failure = world.failures.get(id)?.shift();
      if (failure !== undefined) throw failure;
      world.on.add(id);
      world.applied.push(id);
    },
    outputs: () => ({made: id}),
    equivalent: () => [],
    ...extra,
  };
}

export function createMemoryJournal(
  world: ToyWorld,
  previous: readonly RunEvent[] = [],
): Journal & {readonly events: RunEvent[]} {
  const events: RunEvent[] = [];
  return {
    previous,
    events,
    append(input) {
      const event = {
        seq: previous.length + events.length + 1,
        at: new Date(world.nowMs).toISOString(),
        ...input,
      } as RunEvent;
      events.push(event);
      return event;
    },
    close() {},
  };
}

export const toySubject: Subject = {
  config: {deployment: 'toy'} as InstallConfig,
  release: {name: 'toy', version: '1'} as Release,
  places: {state: '/state', release: '/release', program: ['shakinstall']},
};

export const refusal = (kind: CloudFailure['kind'], message = 'no') => new CloudFailure(kind, message, {action: 'toy'});
