import {KubeRest} from '../adapters/kube/kube-rest.js';
import {doctorChecks} from '../checks/doctor-checks.js';
import {collectFactSet, selectLookSubject} from './collect-fact-set.js';
import {findConfig} from './find-config.js';
import type {WorkspaceFlags} from './flags.js';
import {type ClusterChoice, openClusterAccess} from './open-cluster-access.js';
import {openClusterSubject} from './open-cluster-subject.js';
import {openWorkspace} from './open-workspace.js';
import type {ChecksCommand} from './run-checks-command.js';

/**
 * The doctor as a judging command: of a deployment where there is a configuration, else of the cluster that
 * a kubeconfig names, where what needs a configuration stays unknown.
 */
export function openDoctor(flags: WorkspaceFlags, choice: ClusterChoice | undefined): Omit<ChecksCommand, 'failure'> {
  return {
    name: 'doctor',
    checks: doctorChecks,
    async open() {
      if ((await findConfig(flags)) === undefined) {
        const subject = await openClusterSubject(choice ?? {kubeconfig: undefined, context: undefined});
        return {configPath: '', collect: (checks) => collectFactSet(subject, checks)};
      }
      const workspace = await openWorkspace(flags);
      const subject = selectLookSubject(workspace);
      const access = choice === undefined ? undefined : await openClusterAccess(choice);
      const own =
        access === undefined
          ? subject
          : {...subject, target: access.target, ports: {...subject.ports, kube: KubeRest(access.fetchCredential)}};
      return {configPath: workspace.configPath, collect: (checks) => collectFactSet(own, checks)};
    },
  };
}
