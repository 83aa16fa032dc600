import {DiagnosticError} from '../model/diagnostic-error.js';
import type {InstallConfig} from '../model/install-config.js';
import {askWorld} from './ask-world.js';
import type {RehearsalAddress} from './rehearsal-process.js';
import {selectPremises} from './select-premises.js';

interface Raised {
  readonly raised?: readonly string[];
}

/**
 * Gives a rehearsal what a configuration takes for granted and its world has not, once in the world's life: somebody who
 * practises an installation has neither this project nor this DNS zone in a new world. Says what that was.
 */
export async function raisePremises(address: RehearsalAddress, config: InstallConfig): Promise<void> {
  const {isOk, status, body} = await askWorld<Raised>(address, 'POST', 'premises', selectPremises(config));
  // Credentials that the world does not know are the world's to refuse, as Google would.
  if (status === 401) return;
  const {raised = [], error = `it answered ${status}`} = body;
  if (isOk) {
    if (raised.length > 0)
      process.stderr.write(`Put into the rehearsal, since the configuration expects it: ${raised.join(', ')}.\n`);
    return;
  }
  throw new DiagnosticError([
    {
      code: 'SHK_REHEARSE_E1407',
      summary: 'The rehearsal could not be given what the configuration expects to stand.',
      detail: error,
      tries: [
        {
          text: 'See whether the configuration fits what Google offers, or begin with a new world.',
          command: 'shakinstall rehearse reset',
        },
      ],
      blame: 'user',
    },
  ]);
}
