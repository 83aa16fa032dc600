import {join, resolve} from 'node:path';
import {DirectoryReleaseFiles} from '../../src/adapters/local/directory-release-files.js';
import {createPorts} from '../../src/cli/create-ports.js';
import type {Workspace} from '../../src/cli/open-workspace.js';
import {selectPluginVariables} from '../../src/cli/select-plugin-variables.js';
import {loadConfig} from '../../src/config/load-config.js';
import type {Environment} from '../../src/model/environment.js';
import {selectInstances} from '../../src/plan/select-instances.js';
import {readRelease} from '../../src/release/read-release.js';
import {steps} from '../../src/steps/steps.js';
import type {WorldDefinition} from './world-definition.js';

const root = resolve(import.meta.dirname, '../..');
const releasePath = join(root, 'templates', 'platform');

/**
 * Opens the deployment of a definition in the world that an environment names, which may run in another process. Each
 * call of what is returned makes a workspace whose ports have neither connections nor memory yet.
 */
export async function openDeployment(
  definition: WorldDefinition,
  {environment, directory}: {readonly environment: Environment; readonly directory: string},
): Promise<() => Workspace> {
  const configPath = join(root, 'templates', 'config', `${definition.name}.yaml`);
  const {config, diagnostics} = loadConfig({files: [{path: configPath, text: definition.config}]});
  if (config === undefined) throw new Error(`${definition.name}: ${JSON.stringify(diagnostics)}`);
  const {release} = await readRelease(DirectoryReleaseFiles(releasePath));
  if (release === undefined) throw new Error('the reference release does not load');
  const state = join(directory, 'state');
  const program = [process.execPath, join(root, 'bin', 'run.js')];
  const subject = {
    config,
    release,
    places: {state, release: releasePath, program, ...selectPluginVariables(process.env.SHAKINSTALL_ENVIRONMENT)},
  };
  const instances = selectInstances(steps, config, release);
  const keyFile = join(state, 'keys', 'deployer.json');
  return () => ({
    subject,
    instances,
    ports: createPorts({environment, stateDirectory: state, configPath, keyFile}),
    configPath,
    notes: [],
    environment,
  });
}
