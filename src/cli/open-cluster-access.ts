import {existsSync} from 'node:fs';
import {homedir} from 'node:os';
import {delimiter, join, resolve} from 'node:path';
import {type ClusterAccess, readKubeconfig} from '../adapters/kube/kubeconfig.js';
import {readPodAccess} from '../adapters/kube/pod-access.js';

/** Which cluster is meant, where no configuration says it. */
export interface ClusterChoice {
  readonly kubeconfig: string | undefined;
  readonly context: string | undefined;
}

/** The cluster that was named; else that of KUBECONFIG, of the usual file, or the one that this program runs in. */
export async function openClusterAccess({kubeconfig, context}: ClusterChoice): Promise<ClusterAccess> {
  if (kubeconfig !== undefined) return readKubeconfig([resolve(kubeconfig)], context);
  const usual = join(homedir(), '.kube', 'config');
  const named = process.env.KUBECONFIG?.split(delimiter).filter((path) => path !== '' && existsSync(path)) ?? [];
  if (named.length > 0) return readKubeconfig(named, context);
  if (context === undefined && !existsSync(usual)) {
    const own = await readPodAccess(process.env);
    if (own !== undefined) return own;
  }
  return readKubeconfig([usual], context);
}
