import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Environment} from '../../src/model/environment.js';
import type {CatalogueName} from '../../src/rehearsal/cloud/catalogue/catalogue.js';
import type {WorldSeed} from '../../src/rehearsal/cloud/seed-world.js';
import {createWorld, type World} from '../../src/rehearsal/world/create-world.js';

/** A date inside the time of each catalogue. */
const startOf: Readonly<Record<CatalogueName, string>> = {
  '2023-12': '2023-12-04T09:00:00Z',
  '2026-11': '2026-11-20T09:00:00Z',
};

/** Starts a world in this process, and says how real adapters reach it. */
export async function startTestWorld(options: {
  readonly directory: string;
  readonly token: string;
  readonly initial: WorldSeed;
  readonly catalogue: CatalogueName;
  readonly speed: number;
  readonly seed: number;
}): Promise<{readonly world: World; readonly environment: Environment}> {
  const {directory, token, initial, catalogue, speed, seed} = options;
  const world = await createWorld({
    directory: join(directory, 'world'),
    speed,
    seed,
    catalogue,
    initial,
    startMs: Date.parse(startOf[catalogue]),
  });
  const place = (name: string, text: string) => {
    writeFileSync(join(directory, name), text, {mode: 0o600});
    return join(directory, name);
  };
  const environment = {
    apiRoot: world.apiRoot,
    accessTokenFile: place('operator-token', `${token}\n`),
    resolvers: [world.resolver],
    proxy: world.proxy,
    caBundle: place('ca.pem', world.caBundle),
    clock: world.origin,
  };
  // helm's credential plugin is a process of its own and finds the world by this.
  process.env.SHAKINSTALL_ENVIRONMENT = place('environment.json', JSON.stringify(environment));
  return {world, environment};
}
