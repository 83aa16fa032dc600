import {genericChecks} from '../checks/generic-checks.js';
import {collectFactSet} from './collect-fact-set.js';
import type {ClusterChoice} from './open-cluster-access.js';
import {openClusterSubject} from './open-cluster-subject.js';
import type {ChecksCommand} from './run-checks-command.js';

/** What a platform asks of any cluster, as a judging command: by kubeconfig, without a configuration. */
export function openGenericPreflight(choice: ClusterChoice | undefined): Omit<ChecksCommand, 'failure'> {
  return {
    name: 'preflight --profile generic',
    checks: genericChecks,
    async open() {
      const subject = await openClusterSubject(choice ?? {kubeconfig: undefined, context: undefined});
      return {configPath: '', collect: (checks) => collectFactSet(subject, checks)};
    },
  };
}
