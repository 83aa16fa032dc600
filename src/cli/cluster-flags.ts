import {Flags} from '@oclif/core';
import type {ClusterChoice} from './open-cluster-access.js';

/** Flags of the commands that may look at a cluster that no configuration describes. */
export const clusterFlags = {
  kubeconfig: Flags.string({
    description: 'kubeconfig of the cluster, in place of what the configuration names',
    env: 'SHAKINSTALL_KUBECONFIG',
    helpValue: 'FILE',
  }),
  context: Flags.string({
    description: 'context of the kubeconfig; the current one where left out',
    env: 'SHAKINSTALL_CONTEXT',
    helpValue: 'NAME',
  }),
};

/** The flags as the use case wants them; undefined where no cluster was named. */
export function selectClusterChoice(flags: Readonly<Record<string, unknown>>): ClusterChoice | undefined {
  const text = (name: string) => (typeof flags[name] === 'string' ? flags[name] : undefined);
  const choice = {kubeconfig: text('kubeconfig'), context: text('context')};
  return choice.kubeconfig === undefined && choice.context === undefined ? undefined : choice;
}
