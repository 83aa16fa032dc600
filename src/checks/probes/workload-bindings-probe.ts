import {requireProject} from './is-project-to-create.js';
import type {Probe} from './probe.js';

/** Roles in the project of the identity that workloads work as. */
export interface WorkloadBindingsFact {
  /** `serviceAccount:…` */
  readonly member: string;
  readonly roles: readonly string[];
}

/** The deployer's account is the one whose key the platform's workloads are given. */
export const workloadBindingsProbe: Probe<WorkloadBindingsFact> = {
  id: 'workload-bindings',
  async collect({ports, config}) {
    await requireProject(ports, config);
    const {id} = config.project;
    const member = `serviceAccount:${config.deployer.serviceAccount}@${id}.iam.gserviceaccount.com`;
    const bindings = await ports.policies.listBindings(id);
    return {
      member,
      roles: bindings
        .filter((binding) => binding.member === member)
        .map(({role}) => role)
        .sort(),
    };
  },
};
