import {KubeRest} from '../../adapters/kube/kube-rest.js';
import {type ClusterChoice, openClusterAccess} from '../open-cluster-access.js';
import {serveMetrics} from './serve-metrics.js';

/** Serves the metrics that the scheduled doctor keeps in a cluster, until this program is told to end. */
export async function openMetrics(
  choice: ClusterChoice | undefined,
  place: {readonly namespace: string; readonly port: number},
): Promise<void> {
  const {target, fetchCredential} = await openClusterAccess(choice ?? {kubeconfig: undefined, context: undefined});
  const server = await serveMetrics({kube: KubeRest(fetchCredential), target}, place);
  const end = () => server.close();
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
  await new Promise((resolve) => server.once('close', resolve));
}
