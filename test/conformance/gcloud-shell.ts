import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {execa} from 'execa';

const {exitCode} = await execa('gcloud', ['--version'], {reject: false});

/** Whether the real gcloud is here to be tried. */
export const hasGcloud = exitCode === 0;
if (!hasGcloud) console.info('gcloud is not installed: its commands are not tried.');

type Environment = Record<string, string>;

/** An own configuration for a project, as `rehearse env` prints it. */
export function createEnvironment(port: number, scratch: string, project: string): Environment {
  const directory = join(scratch, project);
  mkdirSync(join(directory, 'home'), {recursive: true});
  writeFileSync(join(directory, 'token'), 'token');
  const base = `http://127.0.0.1:${port}`;
  const overrides = [
    'CONTAINER',
    'DNS',
    'IAM',
    'CLOUDRESOURCEMANAGER',
    'SERVICEUSAGE',
    'ARTIFACTREGISTRY',
    'CLOUDBILLING',
  ];
  return {
    HOME: join(directory, 'home'),
    KUBECONFIG: join(directory, 'kubeconfig'),
    CLOUDSDK_CONFIG: directory,
    CLOUDSDK_CORE_PROJECT: project,
    CLOUDSDK_CORE_DISABLE_PROMPTS: '1',
    CLOUDSDK_CORE_DISABLE_USAGE_REPORTING: '1',
    CLOUDSDK_AUTH_ACCESS_TOKEN_FILE: join(directory, 'token'),
    CLOUDSDK_AUTH_TOKEN_HOST: `${base}/token`,
    ...Object.fromEntries(overrides.map((name) => [`CLOUDSDK_API_ENDPOINT_OVERRIDES_${name}`, `${base}/`])),
    CLOUDSDK_API_ENDPOINT_OVERRIDES_COMPUTE: `${base}/compute/v1/`,
    CLOUDSDK_API_ENDPOINT_OVERRIDES_STORAGE: `${base}/storage/v1/`,
  };
}

/** Runs commands in one environment; `expectDone` fails unless the command succeeds. */
export function createShell(env: Environment) {
  const run = async (command: string): Promise<{exitCode: number | undefined; output: string}> => {
    const {exitCode: code, all} = await execa('gcloud', command.split(' '), {env, all: true, reject: false});
    return {exitCode: code, output: all ?? ''};
  };
  const expectDone = async (command: string): Promise<string> => {
    const {exitCode: code, output} = await run(command);
    if (code !== 0) throw new Error(`gcloud ${command}: ${code}\n${output}`);
    return output;
  };
  return {run, expectDone};
}
