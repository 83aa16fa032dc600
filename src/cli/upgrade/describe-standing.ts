import {CloudFailure} from '../../model/cloud-failure.js';
import {selectLookSubject} from '../collect-fact-set.js';
import {selectHelmPlace} from './collect-upgrade-facts.js';
import {createLook} from './look-at-platform.js';
import type {OpenedUpgrade} from './open-upgrade.js';

/** What stands after a run that could not go on, as it is found and not as it was meant, in sentences. */
export async function describeStanding({workspace, candidate}: OpenedUpgrade): Promise<readonly string[]> {
  try {
    const ports = workspace.ports.operator;
    const history = await ports.helm.history(selectHelmPlace(candidate));
    const deployed = history.findLast(({status}) => status === 'deployed');
    const last = history.at(-1);
    const complaints = await createLook(selectLookSubject(workspace))(ports);
    return [
      deployed === undefined
        ? 'helm has no revision that is deployed.'
        : `helm has revision ${deployed.revision} of ${deployed.chart} deployed.`,
      ...(last === undefined || last === deployed
        ? []
        : [`Its revision ${last.revision} of ${last.chart} is ${last.status}; the next run clears that.`]),
      ...(complaints.length === 0
        ? ['The platform answers: nothing critical is the matter with it.']
        : complaints.map(({id, resource, observed}) => `${id} ${resource}: ${observed}`)),
    ];
  } catch (error) {
    if (!(error instanceof CloudFailure)) throw error;
    return [`What stands could not be looked at: ${error.message}`];
  }
}
