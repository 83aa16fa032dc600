import type {BillingState} from '../../model/ports/projects.js';
import {isProjectToCreate} from './is-project-to-create.js';
import {type Look, look} from './look.js';
import type {Probe} from './probe.js';

export interface BillingFact {
  /** How the project is billed; null where it is still to be created. */
  readonly project: Look<{readonly account: string | null; readonly isEnabled: boolean}> | null;
  /** The account that the configuration names; null where it names none. */
  readonly account: Look<{readonly isOpen: boolean; readonly displayName: string}> | null;
}

const toFact = ({account, isEnabled}: BillingState) => ({account: account ?? null, isEnabled});

export const billingProbe: Probe<BillingFact> = {
  id: 'billing',
  async collect({config, ports}) {
    const {id, billingAccount} = config.project;
    const findProject = async () =>
      (await isProjectToCreate(ports, config)) ? null : look(ports.projects.getBilling(id).then(toFact));
    const [project, account] = await Promise.all([
      findProject(),
      billingAccount === undefined ? null : look(ports.projects.getBillingAccount(billingAccount)),
    ]);
    return {project, account};
  },
};
