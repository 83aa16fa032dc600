import {existsSync, readdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {
  createWorkingDirectory,
  projectRoot,
  removeWorkingDirectory,
  runProgram,
  runShakinstall,
} from './run-shakinstall.js';

const cwd = createWorkingDirectory();
const state = join(cwd, '.shakinstall', 'rehearsal', 'deployments', 'rehearsal');

/** Without what differs from one directory, or one edit of the reference release, to the next. */
const normalise = (text: string) =>
  text
    .replaceAll(cwd, 'WORKING_DIRECTORY')
    .replaceAll(projectRoot, 'PROJECT')
    .replace(/\b(plan `?)[0-9a-f]{12}\b/gi, '$1FINGERPRINT');

async function printPlan(format: string): Promise<string> {
  const {exitCode, stdout, stderr} = await runShakinstall(['plan', '--rehearse', '--format', format], {cwd});
  expect(stderr).toBe('');
  expect(exitCode).toBe(0);
  return stdout;
}

beforeAll(async () => {
  await runShakinstall(['rehearse', 'env'], {cwd});
}, 60_000);
afterAll(() => removeWorkingDirectory(cwd), 60_000);

describe('plan, in a world where nothing stands', () => {
  it.each(['tree', 'markdown', 'mermaid'])(
    'prints the plan as %s',
    async (format) => {
      await expect(normalise(await printPlan(format))).toMatchFileSnapshot(`../golden/plan/plan.${format}.txt`);
    },
    30_000,
  );

  it('prints a script that a shell reads', async () => {
    const script = join(cwd, 'install.sh');
    writeFileSync(script, await printPlan('script'));
    expect(await runProgram('sh', ['-n', script], {cwd})).toMatchObject({exitCode: 0, stderr: ''});
  }, 90_000);

  it('prints one JSON document, the same by either flag', async () => {
    const text = await printPlan('json');
    const plan = JSON.parse(text) as {fingerprint: string; steps: Array<{runbook: string; change: {kind: string}}>};
    const {stdout} = await runShakinstall(['plan', '--rehearse', '--json'], {cwd});
    expect(stdout).toBe(text);
    const numbers = new Set(plan.steps.map(({runbook}) => Number.parseInt(runbook, 10)));
    for (let number = 1; number <= 22; number++) expect([number, numbers.has(number)]).toEqual([number, true]);
    expect(plan.steps.filter(({change}) => change.kind === 'foreign' || change.kind === 'unknown')).toEqual([]);
  }, 90_000);

  it('is not carried out without an approval: nobody can be asked, so --yes is named', async () => {
    const refused = await runShakinstall(['init', '--rehearse'], {cwd});
    expect(refused.exitCode).toBe(2);
    expect(refused.stderr).toContain('--yes');
    expect(refused.stderr).toContain('SHK_RUN_E0705');
  }, 90_000);

  it('leaves nothing behind', () => {
    const left = existsSync(state) ? readdirSync(state) : [];
    expect(left.filter((name) => /key|journal|values|kubeconfig|lock/.test(name))).toEqual([]);
  });
});
