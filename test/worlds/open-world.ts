import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import type {Workspace} from '../../src/cli/open-workspace.js';
import {createRouteMatcher} from '../../src/rehearsal/cloud/http/match-route.js';
import {cloudRoutes} from '../../src/rehearsal/cloud/routes.js';
import {drawOperatorToken} from '../../src/rehearsal/world/usual-seed.js';
import {openDeployment} from './open-deployment.js';
import {startTestWorld} from './start-test-world.js';
import type {WorldDefinition} from './world-definition.js';

const findRoute = createRouteMatcher(cloudRoutes);

/** A request as it arrived at Google's side of the world. */
export interface WorldCall {
  readonly method: string;
  readonly path: string;
  readonly permissions: readonly string[];
  /** Everything that tells one question from another. */
  readonly question: string;
}

/** A prepared world with a deployment opened in it, as a command would open it. */
export interface OpenWorld {
  readonly workspace: Workspace;
  readonly calls: WorldCall[];
  /** A workspace whose ports have neither connections nor memory yet. */
  reopen(): Workspace;
  /** Lets an incident of the rehearsal’s catalogue happen. */
  inject(incident: string, parameters?: Readonly<Record<string, string | number>>): Promise<void>;
  /** Lets every answer of Google's side come so much later, in real milliseconds. */
  delay(ms: number): void;
  close(): Promise<void>;
}

/** Starts the world of a definition, prepares it, and opens the deployment; every request is seen at the door. */
export async function openWorld(definition: WorldDefinition): Promise<OpenWorld> {
  const directory = mkdtempSync(join(tmpdir(), 'shakinstall-world-'));
  const token = drawOperatorToken();
  const {world, environment} = await startTestWorld({
    directory,
    token,
    initial: definition.seed(token),
    catalogue: definition.catalogue ?? '2023-12',
    speed: 600,
    seed: 11,
  });
  const calls: WorldCall[] = [];
  let delayMs = 0;
  const handle = world.cloud.handle.bind(world.cloud);
  world.cloud.handle = async (request) => {
    const path = new URL(request.url, world.apiRoot).pathname;
    calls.push({
      method: request.method,
      path,
      permissions: findRoute(request.method, path, '')?.route.permissions ?? [],
      question: `${request.method} ${request.url} ${Buffer.from(request.body ?? '').toString('utf8')}`,
    });
    if (delayMs > 0) await wait(delayMs);
    return handle(request);
  };
  const reopen = await openDeployment(definition, {environment, directory});
  const call = async (method: string, path: string, body?: object): Promise<unknown> => {
    const answer = await fetch(`${world.apiRoot}${path}`, {
      method,
      headers: {authorization: `Bearer ${token}`, 'content-type': 'application/json'},
      ...(body === undefined ? {} : {body: JSON.stringify(body)}),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return JSON.parse(text);
  };
  const workspace = reopen();
  await definition.prepare?.({config: workspace.subject.config, ports: workspace.ports.operator, call});
  calls.length = 0;
  return {
    workspace: reopen(),
    reopen,
    async inject(incident, parameters = {}) {
      await call('POST', '/_rehearsal/incidents', {incident, parameters});
    },
    delay(ms) {
      delayMs = ms;
    },
    calls,
    async close() {
      await world.stop();
      rmSync(directory, {recursive: true, force: true});
    },
  };
}
