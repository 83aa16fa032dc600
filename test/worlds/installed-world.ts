import {cpSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import {DirectoryReleaseFiles} from '../../src/adapters/local/directory-release-files.js';
import {createDeploymentPlan} from '../../src/cli/create-deployment-plan.js';
import {createPorts} from '../../src/cli/create-ports.js';
import {executePlan} from '../../src/cli/execute-plan.js';
import type {Workspace} from '../../src/cli/open-workspace.js';
import {selectPluginVariables} from '../../src/cli/select-plugin-variables.js';
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
const usualSpeed = 300;

/** A world in which the platform stands, kept so that it can be begun from again and again. */
export interface InstalledWorld {
  /** Starts the world as it stood after the installation, whatever was done to it since. */
  begin(speed?: number): Promise<BegunWorld>;
  remove(): void;
}

export interface BegunWorld {
  readonly workspace: Workspace;
  /** Asks the rehearsal’s own control, such as its incidents. */
  control(method: string, path: string, body?: object): Promise<unknown>;
  /** Lets an incident happen and its consequences show, for so many virtual minutes. */
  inject(incident: string, minutes: number, parameters?: Readonly<Record<string, string | number>>): Promise<void>;
  /** Lets so many virtual minutes pass. */
  pass(minutes: number): Promise<void>;
  end(): Promise<void>;
}

/** What is done to a world before the platform comes, or to the configuration that it comes by. */
export interface Installation {
  /** Changes the rehearsal’s configuration. */
  readonly edit?: (config: string) => string;
  /** Changes the configuration of what is installed before: where given, that part comes first and `between` follows. */
  readonly first?: {readonly edit: (config: string) => string; readonly steps: RegExp};
  readonly between?: (workspace: Workspace) => Promise<void>;
}

const silent = {renderer: {onEvent() {}, async stop() {}}, isInteractive: false, say() {}};

const asItIs = (config: string) => config;

/** Installs the platform in a new world, as the rehearsal’s configuration has it but for what is said. */
export async function installWorld({edit = asItIs, first, between}: Installation = {}): Promise<InstalledWorld> {
  const directory = mkdtempSync(join(tmpdir(), 'shakinstall-installed-'));
  const kept = join(directory, 'kept');
  const token = drawOperatorToken();
  const start = (speed: number) =>
    startTestWorld({directory, token, initial: createUsualSeed(token), catalogue: '2023-12', speed, seed: 5});
  const load = (change: (config: string) => string) => {
    const {config, diagnostics} = loadConfig({
      files: [{path: usualConfigPath, text: change(readFileSync(usualConfigPath, 'utf8'))}],
    });
    if (config === undefined) throw new Error(JSON.stringify(diagnostics));
    return config;
  };
  const {release} = await readRelease(DirectoryReleaseFiles(releasePath));
  if (release === undefined) throw new Error('the reference release does not load');
  const state = join(directory, 'state');
  const program = [process.execPath, join(root, 'bin', 'run.js')];
  const open = (environment: Environment, config = load(edit)): Workspace => ({
    subject: {
      config,
      release,
      places: {state, release: releasePath, program, ...selectPluginVariables(process.env.SHAKINSTALL_ENVIRONMENT)},
    },
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
  const {world, environment} = await start(usualSpeed);
  const install = async (workspace: Workspace) => {
    const plan = await createDeploymentPlan(workspace);
    const {instances} = workspace;
    const {failures} = await executePlan(workspace, {plan, instances, concurrency: 64, screen: silent});
    return failures;
  };
  const insist = async (workspace: Workspace) => {
    const refused = await install(workspace);
    // What could not be seen when the plan was made is seen now: it is looked at anew, and gone on with.
    const isOutdated = refused.length > 0 && refused.every(({code}) => code === 'SHK_RUN_E0702');
    const failures = isOutdated ? await install(workspace) : refused;
    if (failures.length > 0) throw new Error(`the platform was not installed: ${JSON.stringify(failures)}`);
  };
  try {
    if (first !== undefined) {
      const before = open(environment, load(first.edit));
      await insist({...before, instances: before.instances.filter(({key}) => first.steps.test(key))});
      await between?.(before);
    }
    await insist(open(environment));
  } finally {
    await world.stop();
  }
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
  return {
    async begin(speed = usualSpeed) {
      rmSync(join(directory, 'world'), {recursive: true, force: true});
      cpSync(kept, join(directory, 'world'), {recursive: true});
      const begun = await start(speed);
      const pass = (minutes: number) => wait((minutes * 60_000) / speed);
      return {
        workspace: open(begun.environment),
        control: (method, path, body) => control(begun.world, method, path, body),
        async inject(incident, minutes, parameters = {}) {
          await control(begun.world, 'POST', 'incidents', {incident, parameters});
          await pass(minutes);
        },
        pass,
        end: () => begun.world.stop(),
      };
    },
    remove: () => rmSync(directory, {recursive: true, force: true}),
  };
}
