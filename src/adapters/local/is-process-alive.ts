import {readFileSync} from 'node:fs';

/**
 * Whether a process runs, somebody else's too. One that has ended and waits for its parent to notice does not.
 * https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
 */
export function isProcessAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return !/^[ZX]/.test(stat.slice(stat.lastIndexOf(')') + 2));
  } catch {
    // Systems without /proc.
    return true;
  }
}
