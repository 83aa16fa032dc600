import {execFile} from 'node:child_process';
import {existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {promisify} from 'node:util';
import {beforeAll, expect, it} from 'vitest';
import {previousMajors} from './previous-majors.js';

const run = promisify(execFile);
const root = resolve(import.meta.dirname, '../..');
const versions = Object.entries(previousMajors).map(([name, major]) => `${name}@${major}`);
const directory = join(tmpdir(), `shakinstall-previous-majors-${Object.values(previousMajors).join('-')}`);

/** Installs them once on a machine; undefined where no registry is at hand. */
async function install(): Promise<string | undefined> {
  if (existsSync(directory)) return directory;
  const fresh = `${directory}.${process.pid}`;
  mkdirSync(fresh);
  writeFileSync(join(fresh, 'package.json'), '{"private": true}\n');
  const args = ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--fetch-retries=0', ...versions];
  try {
    await run('npm', args, {cwd: fresh, timeout: 100_000});
    renameSync(fresh, directory);
  } catch {
    rmSync(fresh, {recursive: true, force: true});
  }
  return existsSync(directory) ? directory : undefined;
}

let installed: string | undefined;
beforeAll(async () => {
  installed = await install();
}, 120_000);

it('serves the clients of the majors before ours as it serves ours', async (context) => {
  if (installed === undefined) {
    console.warn(`skipped: ${versions.join(', ')} could not be installed`);
    context.skip();
    return;
  }
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const config = join(root, 'test', 'previous-majors.config.ts');
  const file = join(installed, 'report.json');
  rmSync(file, {force: true});
  const args = [vitest, 'run', '--root', root, '--config', config, '--reporter', 'json', '--outputFile', file];
  // The inner run ends with an error where a test fails; its report says which.
  await run(process.execPath, args, {env: {...process.env, SHAKINSTALL_PREVIOUS_MAJORS: installed}}).catch(() => {});
  const report = JSON.parse(readFileSync(file, 'utf8'));
  const failed = report.testResults.flatMap(({assertionResults}: {assertionResults: Array<Record<string, unknown>>}) =>
    assertionResults
      .filter(({status}) => status === 'failed')
      .map(({title, failureMessages}) => ({title, failureMessages})),
  );
  expect(failed).toEqual([]);
  expect(report.numPassedTests).toBeGreaterThan(7);
}, 180_000);
