import {fork} from 'node:child_process';
import {once} from 'node:events';
import {resolve} from 'node:path';
import type {Workspace} from '../../src/cli/open-workspace.js';
import type {Environment} from '../../src/model/environment.js';
import {openDeployment} from '../../test/worlds/open-deployment.js';
import type {WorldDefinition} from '../../test/worlds/world-definition.js';

export type DelayedWorldQuestion = {readonly ask: 'delay'; readonly ms: number} | {readonly ask: 'forget' | 'calls'};

export interface DelayedWorldAnswer {
  readonly place?: {readonly environment: Environment; readonly directory: string};
  /** What Google's side of the world was asked since it last forgot. */
  readonly questions?: readonly string[];
}

/** A world in another process, whose answers can be made to come later. */
export interface DelayedWorld {
  /** A workspace whose ports have neither connections nor memory yet. */
  open(): Workspace;
  /** Each answer of Google and of the cluster comes so much later from now on; registries answer as before. */
  delay(ms: number): Promise<void>;
  forget(): Promise<void>;
  questions(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Starts the world of a definition in a process of its own. */
export async function openDelayedWorld(definition: WorldDefinition): Promise<DelayedWorld> {
  const child = fork(resolve(import.meta.dirname, 'serve-delayed-world.ts'), [definition.name]);
  const answer = async (): Promise<DelayedWorldAnswer> => (await once(child, 'message'))[0] as DelayedWorldAnswer;
  const ask = (question: DelayedWorldQuestion) => {
    child.send(question);
    return answer();
  };
  const {place} = await answer();
  if (place === undefined) throw new Error('the world did not say where it is');
  // helm's credential plugin is a process of its own and finds the world by this.
  process.env.SHAKINSTALL_ENVIRONMENT = resolve(place.directory, 'environment.json');
  const open = await openDeployment(definition, place);
  return {
    open,
    delay: async (ms) => void (await ask({ask: 'delay', ms})),
    forget: async () => void (await ask({ask: 'forget'})),
    questions: async () => (await ask({ask: 'calls'})).questions ?? [],
    async close() {
      child.disconnect();
      await once(child, 'exit');
    },
  };
}
