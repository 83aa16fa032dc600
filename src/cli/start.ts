import {reportFailure} from './report-failure.js';

/** Runs the command line. The last catch of the program: whatever arrives here becomes text and an exit code. */
export async function start(entry: string): Promise<void> {
  try {
    const {run, flush} = await import('@oclif/core');
    await run(process.argv.slice(2), entry);
    await flush();
  } catch (error) {
    process.exitCode = await reportFailure(error);
  }
  // Connections that clients keep for reuse would hold the process for minutes.
  process.exit();
}
