import {describe, expect, it} from 'vitest';
import {surveyWorld} from '../../../src/engine/survey-world.js';
import {CloudFailure, type CloudFailureKind} from '../../../src/model/cloud-failure.js';
import type {Step} from '../../../src/model/step.js';
import {selectInstances} from '../../../src/plan/select-instances.js';
import {createToyPorts, createToyStep, createToyWorld, type ToyWorld, toySubject} from './toy-world.js';

const lingering = (kind: CloudFailureKind): Partial<Step> => ({
  lingering: {kinds: [kind], minutes: 15, reason: 'it is still spreading'},
});

/** Surveys a step that refuses to be looked at, after a step that would explain the refusal. */
async function survey(
  world: ToyWorld,
  kind: CloudFailureKind,
  changedAt?: ReadonlyMap<string, number>,
  actor?: 'deployer',
) {
  const steps = [
    createToyStep(world, 'first', [], lingering(kind)),
    createToyStep(world, 'second', ['first'], {
      observe: async () => {
        throw new CloudFailure(kind, 'no', {action: 'toy', actor});
      },
    }),
  ];
  const instances = selectInstances(steps, toySubject.config, toySubject.release);
  const {observations} = await surveyWorld(toySubject, instances, createToyPorts(world), changedAt);
  return observations.get('second')?.state;
}

describe('surveyWorld', () => {
  it('takes as absent what this plan still has to make visible', async () => {
    expect(await survey(createToyWorld(), 'service-disabled')).toBe('absent');
  });

  it('takes as absent what a step a moment ago has made visible soon', async () => {
    const world = createToyWorld();
    world.on.add('first');
    expect(await survey(world, 'service-disabled', new Map([['first', world.nowMs - 60_000]]))).toBe('absent');
  });

  it('says of any other refusal that it could not look', async () => {
    const world = createToyWorld();
    world.on.add('first');
    expect(await survey(world, 'service-disabled')).toBe('unknown');
    expect(await survey(world, 'service-disabled', new Map([['first', world.nowMs - 3_600_000]]))).toBe('unknown');
  });

  it('never takes a missing permission for something that is yet to come', async () => {
    expect(await survey(createToyWorld(), 'permission')).toBe('unknown');
  });

  it('takes as absent what the deployer may not see until this plan gives its roles back', async () => {
    expect(await survey(createToyWorld(), 'permission', undefined, 'deployer')).toBe('absent');
    const world = createToyWorld();
    world.on.add('first');
    expect(await survey(world, 'permission', undefined, 'deployer')).toBe('unknown');
  });

  it('waits for what a question is made of, and for nothing that only comes before', async () => {
    const world = createToyWorld();
    const asked: string[] = [];
    let answer: () => void = () => undefined;
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const look = (id: string, until?: Promise<void>): Partial<Step> => ({
      async observe() {
        asked.push(id);
        await until;
        return {state: 'present', actual: {id}};
      },
    });
    const {outputs: _, ...silent} = createToyStep(world, 'silent', [], look('silent', answered));
    const steps = [
      silent,
      createToyStep(world, 'after-silent', ['silent'], look('after-silent')),
      createToyStep(world, 'telling', [], look('telling', answered)),
      createToyStep(world, 'after-telling', ['telling'], look('after-telling')),
      createToyStep(world, 'far', ['after-silent', 'after-telling'], look('far')),
    ];
    const surveyed = surveyWorld(
      toySubject,
      selectInstances(steps, toySubject.config, toySubject.release),
      createToyPorts(world),
    );
    await new Promise((resolve) => setImmediate(resolve));
    expect(asked.sort()).toEqual(['after-silent', 'silent', 'telling']);
    answer();
    expect((await surveyed).observations.size).toBe(5);
    expect(asked.slice(3)).toEqual(['after-telling', 'far']);
  });
});
