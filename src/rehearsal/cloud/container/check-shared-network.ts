import type {CloudContext} from '../cloud-context.js';
import {findHost} from '../compute/shared-vpc.js';
import {CloudRefusal} from '../http/cloud-refusal.js';
import type {Json} from '../json.js';

/** Agents that act for a service project in the host's network. */
function listAgents(number: string): {readonly cluster: string; readonly apis: string} {
  return {
    cluster: `service-${number}@container-engine-robot.iam.gserviceaccount.com`,
    apis: `${number}@cloudservices.gserviceaccount.com`,
  };
}

/**
 * Refuses a cluster in another project's network that is not shared with this one, or that its agents may not use.
 * Of a shared subnetwork, the ranges of pods and services are named: GKE makes none there.
 * https://cloud.google.com/kubernetes-engine/docs/how-to/cluster-shared-vpc
 */
export function checkSharedNetwork(
  context: CloudContext,
  project: string,
  network: string,
  subnetwork: string,
  request: Json,
): void {
  const host = network.split('/')[1] ?? '';
  if (host === project) return;
  if (findHost(context, project) !== host)
    throw new CloudRefusal(400, `Project "${project}" does not have an associated Shared-VPC host project.`);
  const agents = listAgents(context.state.projects[project]?.projectNumber ?? '');
  const policy: Json = request.ipAllocationPolicy ?? {};
  if (!context.access.decide(agents.cluster, 'container.hostServiceAgent.use', `projects/${host}`))
    throw new CloudRefusal(
      403,
      `Kubernetes Engine Service Agent is missing required permissions on this project. See https://cloud.google.com/kubernetes-engine/docs/troubleshooting#gke_service_account_deleted for more info: required "container.hostServiceAgent.use" permission(s) for "projects/${host}".`,
    );
  for (const [agent, permission] of [
    [agents.cluster, 'compute.subnetworks.get'],
    [agents.cluster, 'compute.subnetworks.use'],
    [agents.apis, 'compute.subnetworks.use'],
  ] as const) {
    if (!context.access.decide(agent, permission, `projects/${host}`))
      throw new CloudRefusal(403, `Google Compute Engine: Required '${permission}' permission for '${subnetwork}'.`);
  }
  if (!policy.clusterSecondaryRangeName || !policy.servicesSecondaryRangeName)
    throw new CloudRefusal(
      400,
      'Clusters in a shared VPC need secondary ranges that the subnetwork already has: cluster_secondary_range_name and services_secondary_range_name must be set.',
    );
}
