import {readFileSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {CatalogueName} from '../cloud/catalogue/catalogue.js';
import {createWorld} from './create-world.js';
import {createUsualSeed, drawOperatorToken} from './usual-seed.js';
import {takePendingSnapshot} from './world-snapshots.js';

/** What a new world is made with; a kept one goes on with its own. */
export interface ServeOptions {
  readonly directory: string;
  readonly speed: number;
  readonly seed: number;
  readonly catalogue: CatalogueName;
  readonly idleMinutes: number;
}

/** The file that says where the world answers; it is there exactly while the world runs. */
const addressFile = 'environment.json';

/** A date inside the time of each catalogue. */
const startOf: Readonly<Record<CatalogueName, string>> = {
  '2023-12': '2023-12-04T09:00:00Z',
  '2026-11': '2026-11-20T09:00:00Z',
};

/** How often a world looks whether it is still wanted, in real milliseconds. */
const watchMs = 3000;

/** The process that the directory's address file names; undefined where there is none. */
function readOwner(directory: string): number | undefined {
  try {
    return (JSON.parse(readFileSync(join(directory, addressFile), 'utf8')) as {pid: number}).pid;
  } catch {
    return undefined;
  }
}

/** Runs a world until it is told to stop, or until nobody has asked for anything for a while. */
export async function serveWorld(options: ServeOptions): Promise<void> {
  const {directory} = options;
  const tokenFile = join(directory, 'operator-token');
  const token = drawOperatorToken();
  const contents = await takePendingSnapshot(directory);
  const world = await createWorld({
    contents,
    directory,
    speed: options.speed,
    seed: options.seed,
    catalogue: options.catalogue,
    initial: createUsualSeed(token),
    startMs: Date.parse(startOf[options.catalogue]),
  });
  writeFileSync(join(directory, 'ca.pem'), world.caBundle);
  // A kept world knows the token of its first life; only a new one gets this file.
  try {
    writeFileSync(tokenFile, `${token}\n`, {mode: 0o600, flag: 'wx'});
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const environment = {
    apiRoot: world.apiRoot,
    accessTokenFile: tokenFile,
    resolvers: [world.resolver],
    proxy: world.proxy,
    caBundle: join(directory, 'ca.pem'),
    clock: world.origin,
  };
  writeFileSync(
    join(directory, `${addressFile}.partial`),
    JSON.stringify({...environment, pid: process.pid}, null, 2),
    {mode: 0o600},
  );
  renameSync(join(directory, `${addressFile}.partial`), join(directory, addressFile));

  const stop = async (): Promise<void> => {
    rmSync(join(directory, addressFile), {force: true});
    await world.stop();
    process.exit(0);
  };
  process.once('SIGTERM', () => void stop());
  process.once('SIGINT', () => void stop());
  setInterval(() => {
    // A directory that was removed, or that names another process, is no longer this world's.
    if (readOwner(directory) !== process.pid) process.exit(0);
    if (Date.now() - world.lastRequestMs() > options.idleMinutes * 60_000) void stop();
  }, watchMs).unref();
}
