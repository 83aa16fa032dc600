import {access, constants, mkdir, readFile} from 'node:fs/promises';
import {dirname, isAbsolute, join, resolve} from 'node:path';
import {DirectoryReleaseFiles} from '../adapters/local/directory-release-files.js';
import {unpackRelease} from '../adapters/local/unpack-release.js';
import {loadConfig} from '../config/load-config.js';
import {type Diagnostic, isErrorDiagnostic} from '../model/diagnostic.js';
import {DiagnosticError} from '../model/diagnostic-error.js';
import type {Environment} from '../model/environment.js';
import type {InstallConfig} from '../model/install-config.js';
import type {Ports} from '../model/ports/ports.js';
import type {Actor} from '../model/step.js';
import type {Subject} from '../plan/select-inputs.js';
import {type StepInstance, selectInstances} from '../plan/select-instances.js';
import {readRelease} from '../release/read-release.js';
import {steps} from '../steps/steps.js';
import {createChartRenderer} from './create-chart-renderer.js';
import {createHelm, createPorts} from './create-ports.js';
import {openEnvironment} from './open-environment.js';
import {packageRoot, programCommand} from './package-root.js';
import {selectRehearsalDirectory} from './rehearsal-process.js';

/** What every command that works on a deployment is given. */
export interface WorkspaceFlags {
  readonly config?: string | undefined;
  readonly release?: string | undefined;
  readonly rehearse: boolean;
  readonly speed: number;
  readonly catalogue: string;
}

/** A deployment, opened: configuration, release, places, ports. */
export interface Workspace {
  readonly subject: Subject;
  readonly instances: readonly StepInstance[];
  readonly ports: Readonly<Record<Actor, Ports>>;
  readonly configPath: string;
  readonly notes: readonly Diagnostic[];
  readonly environment: Environment;
}

const usualConfigName = 'shakinstall.yaml';

function fail(diagnostics: readonly Diagnostic[]): never {
  throw new DiagnosticError(diagnostics);
}

async function findConfig(flags: WorkspaceFlags): Promise<{path: string; text: string}> {
  const own = resolve(flags.config ?? usualConfigName);
  const text = await readFile(own, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    return fail([
      {
        code: 'SHK_CONFIG_E0002',
        summary: `${own} cannot be read.`,
        detail: error.message,
        tries: [{text: 'Check its permissions.'}],
        blame: 'user',
      },
    ]);
  });
  if (text !== undefined) return {path: own, text};
  if (flags.rehearse && flags.config === undefined) {
    const path = join(packageRoot, 'templates', 'config', 'rehearsal.yaml');
    return {path, text: await readFile(path, 'utf8')};
  }
  const tries = [
    {text: 'Answer its questions on a terminal.', command: 'shakinstall init'},
    {
      text: 'Begin with an example.',
      command: `cp ${join(packageRoot, 'templates/config/minimal.yaml')} ${usualConfigName}`,
    },
    {text: 'Or practise first, without any.', command: 'shakinstall init --rehearse'},
  ];
  return fail([
    {
      code: 'SHK_CONFIG_E0001',
      summary: 'There is no configuration.',
      detail: `${own} does not exist`,
      tries,
      blame: 'user',
    },
  ]);
}

/** A rehearsed deployment lives inside the rehearsal's directory: it never mixes with a real one, and goes with its world. */
async function openState(deployment: string, isRehearsal: boolean): Promise<string> {
  const root = isRehearsal ? selectRehearsalDirectory(process.cwd()) : resolve('.shakinstall');
  const directory = join(root, 'deployments', deployment);
  try {
    await mkdir(directory, {recursive: true, mode: 0o700});
    await access(directory, constants.W_OK);
    return directory;
  } catch (error) {
    return fail([
      {
        code: 'SHK_RUN_E0703',
        summary: 'The working directory cannot be written to.',
        detail: (error as Error).message,
        tries: [{text: 'Work in a directory that you may write to.'}],
        blame: 'user',
      },
    ]);
  }
}

/** Opens a deployment for a command; throws every problem of configuration and release at once. */
export async function openWorkspace(flags: WorkspaceFlags): Promise<Workspace> {
  const file = await findConfig(flags);
  const loaded = loadConfig({
    files: [file],
    environment: process.env,
    flags: flags.release === undefined ? {} : {'release.path': resolve(flags.release)},
  });
  const config: InstallConfig = loaded.config ?? fail(loaded.diagnostics);
  const state = await openState(config.deployment, flags.rehearse);
  const named = isAbsolute(config.release.path)
    ? config.release.path
    : resolve(dirname(file.path), config.release.path);
  const root = await unpackRelease(named, join(state, 'unpacked'));
  const reading = await readRelease(DirectoryReleaseFiles(root), createChartRenderer(root, createHelm(state)));
  const errors = reading.diagnostics.filter(isErrorDiagnostic);
  const release = reading.release === undefined || errors.length > 0 ? fail(errors) : reading.release;
  const environment = await openEnvironment(flags);
  const subject = {config, release, places: {state, release: root, program: programCommand}};
  return {
    subject,
    instances: selectInstances(steps, config, release),
    ports: createPorts({
      environment,
      stateDirectory: state,
      configPath: file.path,
      keyFile: join(state, 'keys', 'deployer.json'),
    }),
    configPath: file.path,
    notes: [...loaded.diagnostics, ...reading.diagnostics].filter((diagnostic) => !isErrorDiagnostic(diagnostic)),
    environment,
  };
}
