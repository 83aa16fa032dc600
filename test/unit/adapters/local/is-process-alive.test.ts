import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {existsSync} from 'node:fs';
import {expect, it} from 'vitest';
import {isProcessAlive} from '../../../../src/adapters/local/is-process-alive.js';

it('tells processes that run from those that have ended', async () => {
  expect(isProcessAlive(process.pid)).toBe(true);
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  expect(isProcessAlive(child.pid ?? 0)).toBe(false);
});

it.skipIf(!existsSync('/proc/self/stat'))('does not take one for running that its parent has not noticed', async () => {
  // The shell starts a process, goes on as another program that waits for none, and says the process's number.
  const shell = spawn('sh', ['-c', 'sh -c "exit 0" & echo $!; exec sleep 5'], {stdio: ['ignore', 'pipe', 'ignore']});
  try {
    const [line] = (await once(shell.stdout, 'data')) as [Buffer];
    const pid = Number(line.toString());
    await expect.poll(() => isProcessAlive(pid)).toBe(false);
    // It is still there, as nobody has asked how it ended.
    expect(() => process.kill(pid, 0)).not.toThrow();
  } finally {
    shell.kill('SIGKILL');
  }
});
