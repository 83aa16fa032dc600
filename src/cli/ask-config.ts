import {join, relative} from 'node:path';
import {DirectoryReleaseFiles} from '../adapters/local/directory-release-files.js';
import {InquirerPrompter} from '../adapters/local/inquirer-prompter.js';
import {formatConfig} from '../config/format-config.js';
import {PortInterviewLists} from '../config/interview/port-interview-lists.js';
import {runInterview} from '../config/interview/run-interview.js';
import {loadConfig} from '../config/load-config.js';
import {DiagnosticError} from '../model/diagnostic-error.js';
import {isInsideWindow} from '../release/kubernetes-window.js';
import {readRelease} from '../release/read-release.js';
import {createPorts} from './create-ports.js';
import {usualConfigName} from './find-config.js';
import type {WorkspaceFlags} from './flags.js';
import {openEnvironment} from './open-environment.js';
import {packageRoot} from './package-root.js';

/** Asks for what is missing, in the runbook's order, and writes a commented shakinstall.yaml. */
export async function askConfig(flags: WorkspaceFlags): Promise<void> {
  const {given} = loadConfig({files: [], environment: process.env, flags: flags.fields});
  const environment = await openEnvironment(flags);
  const state = join(process.cwd(), '.shakinstall');
  const {operator} = createPorts({
    environment,
    stateDirectory: state,
    configPath: usualConfigName,
    keyFile: join(state, 'none'),
  });
  const reference = join(packageRoot, 'templates', 'platform');
  const {release} = await readRelease(DirectoryReleaseFiles(reference));
  const lists = PortInterviewLists({
    capacity: operator.capacity,
    clusters: operator.clusters,
    dnsZones: operator.dnsZones,
    isSupported: (version) => release === undefined || isInsideWindow(release.kubernetes, version),
    releasePath: relative(process.cwd(), reference) || '.',
  });
  process.stdout.write(
    'No shakinstall.yaml is here, so a few questions first. Escape goes back, Ctrl-C leaves everything as it is.\n\n',
  );
  const answers = await runInterview(InquirerPrompter(), lists, given).catch((error: Error) => {
    if (error.name !== 'ExitPromptError') throw error;
    throw new DiagnosticError([
      {
        code: 'SHK_RUN_E0706',
        summary: 'The questions were left.',
        detail: 'nothing was written and nothing was changed',
        tries: [{text: 'Begin again whenever you like.', command: 'shakinstall init'}],
        blame: 'user',
      },
    ]);
  });
  await operator.files.write(
    join(process.cwd(), usualConfigName),
    formatConfig(answers, {jsonSchema: join(packageRoot, 'templates/config/shakinstall.schema.json')}),
    {mode: 0o644},
  );
  process.stdout.write(`\nWritten: ${usualConfigName}\n`);
}
