import {join} from 'node:path';
import {stripVTControlCharacters} from 'node:util';
import {spawn} from '@lydell/node-pty';
import {afterAll, expect, it} from 'vitest';
import {holdTerminal} from '../fixtures/hold-terminal.js';
import {createWorkingDirectory, projectRoot, removeWorkingDirectory, runShakinstall} from './run-shakinstall.js';

const cwd = createWorkingDirectory();
afterAll(() => removeWorkingDirectory(cwd), 60_000);
const program = join(projectRoot, 'bin', 'run.js');

/** Runs `--watch` on a pseudo-terminal; each line waits for a text on the screen and then presses keys. */
function watch(script: ReadonlyArray<readonly [text: string, keys: string]>) {
  const terminal = spawn(process.execPath, [program, 'preflight', '--rehearse', '--watch', '--interval', '300'], {
    cols: 80,
    rows: 24,
    cwd,
    name: 'xterm-256color',
    env: {...process.env, CI: '', NO_COLOR: '1', FORCE_COLOR: '', SHAKINSTALL_REHEARSE_SPEED: '300'},
  });
  const lines = [...script];
  let seen = '';
  let whole = '';
  return new Promise<{readonly exitCode: number; readonly unseen: readonly string[]; readonly whole: string}>(
    (done) => {
      terminal.onData((data) => {
        seen += stripVTControlCharacters(data);
        whole += data;
        const [line] = lines;
        if (line === undefined || !seen.includes(line[0])) return;
        lines.shift();
        seen = '';
        for (const [index, key] of [...line[1]].entries()) setTimeout(() => terminal.write(key), 60 * (index + 1));
      });
      terminal.onExit(({exitCode}) => done({exitCode, unseen: lines.map(([text]) => text), whole}));
    },
  );
}

it('is moved through, filtered and left by keys, and gives the terminal back', async () => {
  const {exitCode, unseen, whole} = await watch([
    ['credentials/identity-present', '/helm'],
    ['filter: helm', '\r'],
    ['helm   Esc clears it', '\r'],
    ['want', '?'],
    ['look again now', 'x'],
    ['Esc clears it', 'q'],
  ]);
  expect([unseen, exitCode]).toEqual([[], 0]);
  // Without colours there are none; the cursor is shown again at the end.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what is looked for
  expect(whole).not.toMatch(/\u001B\[3[0-7]m/);
  expect(whole.lastIndexOf('\u001B[?25h')).toBeGreaterThan(whole.lastIndexOf('\u001B[?25l'));
}, 90_000);

it('gives the keyboard to the question of a mending, and goes on afterwards', async () => {
  const {exitCode, unasked, text} = await holdTerminal('test/fixtures/watch-on-terminal.ts', [
    ['none there', 'f'],
    ['Mend pods/created?', 'y', '\r'],
    ['1 passed', 'q'],
    ['LEFT'],
  ]);
  expect([unasked, exitCode]).toEqual([[], 0]);
  expect(text).toContain('ANSWER true');
}, 60_000);

it('tells changes as lines where there is no terminal', async () => {
  const {exitCode, stdout} = await runShakinstall(['preflight', '--rehearse', '--watch', '--interval', '1'], {cwd});
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z pass {4}tools\/helm-new-enough: /m);
}, 60_000);
