import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {existsSync, readFileSync} from 'node:fs';
import {expect, it} from 'vitest';
import {isProcessAlive} from '../../../../src/adapters/local/is-process-alive.js';

it('tells processes that run from those that have ended', async () => {
  expect(isProcessAlive(process.pid)).toBe(true);
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  expect(isProcessAlive(child.pid ?? 0)).toBe(false);
});

/** The letter of a process's state. https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
const stateOf = (pid: number) => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.[0];

it.skipIf(!existsSync('/proc/self/stat'))('does not take one for running that its parent has not noticed', async () => {
  const shell = spawn('sh', ['-c', 'sleep 60 & echo $!; wait'], {stdio: ['ignore', 'pipe', 'ignore']});
  const [line] = (await once(shell.stdout, 'data')) as [Buffer];
  const pid = Number(line.toString());
  try {
    expect(isProcessAlive(pid)).toBe(true);
    // A parent that is stopped notices nothing.
    shell.kill('SIGSTOP');
    await expect.poll(() => stateOf(shell.pid ?? 0)).toBe('T');
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => stateOf(pid)).toBe('Z');
    expect(isProcessAlive(pid)).toBe(false);
  } finally {
    shell.kill('SIGKILL');
  }
});
