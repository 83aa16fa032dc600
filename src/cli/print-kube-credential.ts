import {fetchKubeCredential} from './fetch-kube-credential.js';

/** Prints a credential and ends, or says why there is none; helm and kubectl ask with every command, so little is loaded. */
export async function printKubeCredential(keyFile: string): Promise<never> {
  try {
    process.stdout.write(`${JSON.stringify(await fetchKubeCredential(keyFile))}\n`);
  } catch (error) {
    const {reportFailure} = await import('./report-failure.js');
    process.exitCode = await reportFailure(error);
  }
  // Connections that the client keeps for reuse would hold the process for minutes.
  process.exit();
}
