import {existsSync, mkdirSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect} from 'vitest';
import {parse, stringify} from 'yaml';
import {type Ended, projectRoot} from './run-shakinstall.js';

// biome-ignore lint/suspicious/noExplicitAny: a configuration is changed here in ways that its type forbids.
export type Loose = any;

const rehearsalConfig = readFileSync(join(projectRoot, 'templates/config/rehearsal.yaml'), 'utf8');

/** The rehearsal's configuration after a change. */
export function formatChanged(change: (config: Loose) => void): string {
  const config = parse(rehearsalConfig) as Loose;
  config.release.path = join(projectRoot, 'templates', 'platform');
  change(config);
  return stringify(config);
}

/** Makes numbered directories without a world below `root`. */
export function createCases(root: string): () => string {
  let count = 0;
  return () => {
    const path = join(root, `case-${++count}`);
    mkdirSync(path);
    return path;
  };
}

/** Files that a run leaves, below `.shakinstall` or the rehearsal's directory. */
export function listDeploymentFiles(state: string): string[] {
  const deployments = join(state, 'deployments');
  if (!existsSync(deployments)) return [];
  return readdirSync(deployments, {recursive: true, encoding: 'utf8'}).filter((path) =>
    /key|journal|values|kubeconfig|secret|lock/.test(path),
  );
}

/** A refusal has a code, says what was found and what to do, and shows no stack. */
export function expectRefusal(ended: Ended, wanted: {exitCode: number; says: readonly (string | RegExp)[]}): void {
  expect(ended.stderr).not.toMatch(/^\s+at .*\(.*:\d+:\d+\)$/m);
  // A run that was not refused says on the other stream what it did instead.
  const said =
    ended.stderr === '' ? `nothing on stderr, exit ${ended.exitCode}; ${ended.stdout.slice(-2000)}` : ended.stderr;
  for (const text of wanted.says) expect(said).toMatch(text);
  expect(ended.stderr).toMatch(/SHK_[A-Z]+_E\d{4}/);
  expect(ended.stderr).toMatch(/\btry\b/);
  expect(ended.exitCode).toBe(wanted.exitCode);
}
