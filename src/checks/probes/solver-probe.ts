import {NotApplicable} from '../../model/not-applicable.js';
import type {Probe} from './probe.js';

export interface SolverFact {
  readonly project: string;
  /** Roles of the deployment's own accounts in the project of the zone, by account. */
  readonly accounts: ReadonlyArray<{readonly email: string; readonly roles: readonly string[]}>;
  /** Whether the operator may change who holds which role there. */
  readonly isChangeable: boolean;
}

/** Who of this deployment may change the zone, by which Let's Encrypt's challenges are met. */
export const solverProbe: Probe<SolverFact> = {
  id: 'solver',
  async collect({ports, config}) {
    if (config.tls.mode !== 'lets-encrypt') throw new NotApplicable('the certificate is the operator’s own');
    const project = config.domain.zoneProject ?? config.project.id;
    const isOwnProject = project === config.project.id && config.project.mode === 'create';
    if (isOwnProject && (await ports.projects.get(project)) === undefined)
      throw new NotApplicable(`project ${project} is created by this plan`);
    const set = 'resourcemanager.projects.setIamPolicy';
    const [bindings, granted] = await Promise.all([
      ports.policies.listBindings(project),
      ports.policies.test({kind: 'project', id: project}, [set]),
    ]);
    const suffix = `@${config.project.id}.iam.gserviceaccount.com`;
    const own = `serviceAccount:${config.deployer.serviceAccount.slice(0, 26)}`;
    const byEmail = Map.groupBy(
      bindings.filter(({member}) => member.startsWith(own) && member.endsWith(suffix)),
      ({member}) => member.slice('serviceAccount:'.length),
    );
    const accounts = [...byEmail].map(([email, held]) => ({email, roles: held.map(({role}) => role).sort()}));
    return {project, accounts, isChangeable: granted.has(set)};
  },
};
