import {copyFileSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, expect, it} from 'vitest';
import {createWorkingDirectory, projectRoot, removeWorkingDirectory, runShakinstall} from './run-shakinstall.js';

const cwd = createWorkingDirectory();
afterAll(() => removeWorkingDirectory(cwd), 60_000);

it('a configuration of somebody’s own is rehearsed as it is: what it takes for granted is there', async () => {
  const source = join(projectRoot, 'templates', 'config', 'regional-private.yaml');
  const path = join(cwd, 'shakinstall.yaml');
  copyFileSync(source, path);
  writeFileSync(path, readFileSync(path, 'utf8').replace('../platform', join(projectRoot, 'templates', 'platform')));
  const first = await runShakinstall(['init', '--rehearse', '--yes'], {cwd});
  expect(first.exitCode, first.stdout + first.stderr).toBe(0);
  expect(first.stderr).toContain(
    'Put into the rehearsal, since the configuration expects it: project acme-shakudo-internal, DNS zone acme-internal',
  );
  const again = await runShakinstall(['init', '--rehearse', '--yes'], {cwd});
  expect([again.exitCode, again.stderr]).toEqual([0, '']);
  expect(again.stdout).toContain('Nothing to change');
}, 240_000);
