import type {RollbackOutcome} from './run-rollback.js';

const heads = {
  done: (to: string, revision: number) => `${to} stands again, as revision ${revision} was, and is well.`,
  declined: () => 'Not approved. Nothing was changed.',
  interrupted: () => 'Interrupted. The same command goes on.',
  stuck: (to: string) => `The way back to ${to} was not finished. The same command goes on.`,
} as const;

/** The words or the document at the end of `rollback`. */
export function presentRollback(outcome: RollbackOutcome, isJson: boolean): void {
  const {result, to, revision, remains, view, exitCode} = outcome;
  if (isJson) {
    const run = view.steps.map(({key, title, state, durationMs}) => ({key, title, state, durationMs}));
    process.stdout.write(
      `${JSON.stringify({result, exitCode, to, revision, remains, run, durationMs: view.durationMs}, undefined, 2)}\n`,
    );
    return;
  }
  const lines = [heads[result](to, revision), ...remains.map((text) => `  ${text}`)];
  if (result === 'done')
    lines.push('  What hooks and Jobs wrote into databases, buckets and claims is not taken back.');
  process.stdout.write(`\n${lines.join('\n')}\n`);
}
