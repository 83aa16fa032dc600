import {cpSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import {DirectoryReleaseFiles} from '../../src/adapters/local/directory-release-files.js';
import {createDeploymentPlan} from '../../src/cli/create-deployment-plan.js';
import {createPorts} from '../../src/cli/create-ports.js';
import {executePlan} from '../../src/cli/execute-plan.js';
import type {Workspace} from '../../src/cli/open-workspace.js';
import {loadConfig} from '../../src/config/load-config.js';
import type {Environment} from '../../src/model/environment.js';
import {selectInstances} from '../../src/plan/select-instances.js';
import type {World} from '../../src/rehearsal/world/create-world.js';
import {createUsualSeed, drawOperatorToken} from '../../src/rehearsal/world/usual-seed.js';
import {readRelease} from '../../src/release/read-release.js';
import {steps} from '../../src/steps/steps.js';
import {startTestWorld} from './start-test-world.js';

const root = resolve(import.meta.dirname, '../..');
const releasePath = join(root, 'templates', 'platform');
const usualConfigPath = join(root, 'templates', 'config', 'rehearsal.yaml');

/** Faster than people rehearse, and slow enough that a busy machine keeps up with its world. */
const speed = 300;

/** A world in which the platform stands, kept so that it can be begun from again and again. */
export interface InstalledWorld {
  /** Starts the world as it stood after the installation, whatever was done to it since. */
  begin(): Promise<BegunWorld>;
  remove(): void;
}

export interface BegunWorld {
  readonly workspace: Workspace;
  /** Asks the rehearsal’s own control, such as its incidents. */
  control(method: string, path: string, body?: object): Promise<unknown>;
  /** Lets an incident happen and its consequences show, for so many virtual minutes. */
  inject(incident: string, minutes: number): Promise<void>;
  end(): Promise<void>;
}

const silent = {renderer: {onEvent() {}, async stop() {}}, isInteractive: false, say() {}};

/** Installs the platform in a new world, with `edit` made to the rehearsal’s configuration. */
export async function installWorld(edit: (config: string) => string = (config) => config): Promise<InstalledWorld> {
  const directory = mkdtempSync(join(tmpdir(), 'shakinstall-installed-'));
  const kept = join(directory, 'kept');
  const token = drawOperatorToken();
  const start = () =>
    startTestWorld({directory, token, initial: createUsualSeed(token), catalogue: '2023-12', speed, seed: 5});
  const {config, diagnostics} = loadConfig({
    files: [{path: usualConfigPath, text: edit(readFileSync(usualConfigPath, 'utf8'))}],
  });
  if (config === undefined) throw new Error(JSON.stringify(diagnostics));
  const {release} = await readRelease(DirectoryReleaseFiles(releasePath));
  if (release === undefined) throw new Error('the reference release does not load');
  const state = join(directory, 'state');
  const program = [process.execPath, join(root, 'bin', 'run.js')];
  const open = (environment: Environment): Workspace => ({
    subject: {config, release, places: {state, release: releasePath, program}},
    instances: selectInstances(steps, config, release),
    ports: createPorts({
      environment,
      stateDirectory: state,
      configPath: usualConfigPath,
      keyFile: join(state, 'keys', 'deployer.json'),
    }),
    configPath: usualConfigPath,
    notes: [],
    environment,
  });
  const {world, environment} = await start();
  const workspace = open(environment);
  const plan = await createDeploymentPlan(workspace);
  const {failures} = await executePlan(workspace, {
    plan,
    instances: workspace.instances,
    concurrency: 64,
    screen: silent,
  });
  await world.stop();
  if (failures.length > 0) throw new Error(`the platform was not installed: ${JSON.stringify(failures)}`);
  cpSync(join(directory, 'world'), kept, {recursive: true});

  const control = async (running: World, method: string, path: string, body?: object): Promise<unknown> => {
    const answer = await fetch(`${running.apiRoot}/_rehearsal/${path}`, {
      method,
      headers: {authorization: `Bearer ${token}`},
      ...(body === undefined ? {} : {body: JSON.stringify(body)}),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`);
    return answer.json();
  };
  const inject = async (running: World, incident: string, minutes: number) => {
    await control(running, 'POST', 'incidents', {incident});
    await wait((minutes * 60_000) / speed);
  };
  return {
    async begin() {
      rmSync(join(directory, 'world'), {recursive: true, force: true});
      cpSync(kept, join(directory, 'world'), {recursive: true});
      const begun = await start();
      return {
        workspace: open(begun.environment),
        control: (method, path, body) => control(begun.world, method, path, body),
        inject: (incident, minutes) => inject(begun.world, incident, minutes),
        end: () => begun.world.stop(),
      };
    },
    remove: () => rmSync(directory, {recursive: true, force: true}),
  };
}
