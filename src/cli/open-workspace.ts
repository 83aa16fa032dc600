import {existsSync} from 'node:fs';
import {access, constants, mkdir} from 'node:fs/promises';
import {dirname, join, resolve} from 'node:path';
import {DirectoryReleaseFiles} from '../adapters/local/directory-release-files.js';
import {unpackRelease} from '../adapters/local/unpack-release.js';
import {loadConfig} from '../config/load-config.js';
import {type Diagnostic, isErrorDiagnostic} from '../model/diagnostic.js';
import {DiagnosticError} from '../model/diagnostic-error.js';
import type {Environment} from '../model/environment.js';
import type {InstallConfig} from '../model/install-config.js';
import type {Ports} from '../model/ports/ports.js';
import type {Release} from '../model/release.js';
import type {Actor, Step} from '../model/step.js';
import type {Subject} from '../plan/select-inputs.js';
import {type StepInstance, selectInstances} from '../plan/select-instances.js';
import {readRelease, releaseFileName} from '../release/read-release.js';
import {steps} from '../steps/steps.js';
import {createChartRenderer} from './create-chart-renderer.js';
import {createHelmProcess, createPorts} from './create-ports.js';
import {deriveReleaseOnce} from './derive-release-once.js';
import {findConfig, usualConfigName} from './find-config.js';
import type {WorkspaceFlags} from './flags.js';
import {openEnvironment} from './open-environment.js';
import {programCommand} from './package-root.js';
import {selectRehearsalDirectory} from './rehearsal-process.js';
import {locateRelease} from './release-source/locate-release.js';
import {fetchConfiguredRelease} from './release-source/release-pin.js';
import {selectPluginVariables} from './select-plugin-variables.js';
import {readInstalledRecord} from './upgrade/read-installed-record.js';

/** A deployment, opened: configuration, release, places, ports. */
export interface Workspace {
  readonly subject: Subject;
  readonly instances: readonly StepInstance[];
  readonly ports: Readonly<Record<Actor, Ports>>;
  readonly configPath: string;
  readonly notes: readonly Diagnostic[];
  readonly environment: Environment;
  /** What the configuration names, where the command line names another release. */
  readonly configured?: string | undefined;
}

function fail(diagnostics: readonly Diagnostic[]): never {
  throw new DiagnosticError(diagnostics);
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

/** A configuration as a command found it, before its release is looked at. */
export interface OpenedConfig {
  readonly config: InstallConfig;
  readonly configPath: string;
  /** `.shakinstall/deployments/<deployment>`. */
  readonly state: string;
  /** The release that the configuration names: an absolute path, or `oci://…`. */
  readonly named: string;
  /** Whether the command line named it. */
  readonly isTyped: boolean;
  /** What the configuration names without the command line; undefined where it names none. */
  readonly configured: string | undefined;
  readonly notes: readonly Diagnostic[];
  readonly environment: Environment;
}

/** Which release a workspace works with, and where its working copy is. */
export interface ReleasePlace {
  readonly source: string;
  readonly staging?: string;
  readonly previousStaging?: string;
  /** The installation's own where left out. */
  readonly steps?: readonly Step[];
}

/** Opens a configuration; throws every problem of it at once. */
export async function openConfig(flags: WorkspaceFlags): Promise<OpenedConfig> {
  const file = await findConfig(flags);
  const typedRelease = flags.fields['release.path'];
  // A path in a file is meant from that file; one that is typed, from where it is typed.
  const typed = {...flags.fields, ...(typedRelease === undefined ? {} : {'release.path': locateRelease(typedRelease)})};
  const given = {files: file === undefined ? [] : [file], environment: process.env};
  const loaded = loadConfig({...given, flags: typed});
  const config: InstallConfig = loaded.config ?? fail(loaded.diagnostics.filter(isErrorDiagnostic));
  const configPath = file?.path ?? resolve(usualConfigName);
  const locate = (path: string) => locateRelease(path, dirname(configPath));
  const {'release.path': _, ...others} = typed;
  const own = typedRelease === undefined ? config : loadConfig({...given, flags: others}).config;
  return {
    config,
    configPath,
    state: await openState(config.deployment, flags.rehearse),
    named: locate(config.release.path),
    isTyped: typedRelease !== undefined,
    configured: own === undefined ? undefined : locate(own.release.path),
    notes: loaded.diagnostics.filter((diagnostic) => !isErrorDiagnostic(diagnostic)),
    environment: await openEnvironment(flags, config),
  };
}

/** The directory of the release that the configuration names, unpacked where it is an archive. */
export async function openNamedRelease({named, state, environment}: OpenedConfig): Promise<string> {
  return unpackRelease(await fetchConfiguredRelease(named, state, environment), join(state, 'unpacked'));
}

/** The release in a directory; throws what is wrong with it. */
export async function openRelease(
  root: string,
  state: string,
): Promise<{readonly release: Release; readonly notes: readonly Diagnostic[]}> {
  const files = DirectoryReleaseFiles(root);
  const isDescribed = existsSync(join(root, releaseFileName));
  const reading = isDescribed
    ? await readRelease(files)
    : await deriveReleaseOnce(files, createChartRenderer(root, createHelmProcess(state)), state);
  const errors = reading.diagnostics.filter(isErrorDiagnostic);
  return {
    release: reading.release === undefined || errors.length > 0 ? fail(errors) : reading.release,
    notes: reading.diagnostics.filter((diagnostic) => !isErrorDiagnostic(diagnostic)),
  };
}

/** A deployment with one release. */
export async function openWorkspaceAt(opened: OpenedConfig, place: ReleasePlace): Promise<Workspace> {
  const {config, configPath, state, environment} = opened;
  const {source, staging, previousStaging} = place;
  const {release, notes} = await openRelease(source, state);
  const places = {
    state,
    release: source,
    program: programCommand,
    ...selectPluginVariables(process.env.SHAKINSTALL_ENVIRONMENT),
    ...(staging === undefined ? {} : {staging}),
    ...(previousStaging === undefined ? {} : {previousStaging}),
  };
  return {
    subject: {config, release, places},
    instances: selectInstances(place.steps ?? steps, config, release),
    ports: createPorts({
      environment,
      stateDirectory: state,
      configPath,
      keyFile: join(state, 'keys', 'deployer.json'),
    }),
    configPath,
    notes: [...opened.notes, ...notes],
    environment,
  };
}

/**
 * Opens a deployment for a command, with the release that stands where an upgrade has recorded one and the
 * configuration names none since; throws every problem of configuration and release at once.
 */
export async function openWorkspace(flags: WorkspaceFlags): Promise<Workspace> {
  const opened = await openConfig(flags);
  const {state, named, isTyped} = opened;
  const record = await readInstalledRecord(state);
  if (record !== undefined && !isTyped && record.configured === named)
    return openWorkspaceAt(opened, {source: record.release, staging: record.staging});
  const workspace = await openWorkspaceAt(opened, {source: await openNamedRelease(opened)});
  return isTyped && opened.configured !== named ? {...workspace, configured: opened.configured} : workspace;
}
