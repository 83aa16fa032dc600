import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {formatFailure} from '../../engine/format-failure.js';
import {CloudFailure} from '../../model/cloud-failure.js';
import {formatLocationFlag, selectClusterRef} from '../../model/cluster-ref.js';
import {DiagnosticError} from '../../model/diagnostic-error.js';
import type {InstallConfig} from '../../model/install-config.js';
import type {ClusterRef, ClusterState} from '../../model/ports/clusters.js';
import type {WorkspaceFlags} from '../flags.js';
import {openWorkspace, type Workspace} from '../open-workspace.js';

/** A deployment whose cluster stands, and the cluster as it is. */
export interface PoolWorkspace extends Workspace {
  readonly ref: ClusterRef;
  readonly cluster: ClusterState;
}

const docs = 'https://cloud.google.com/kubernetes-engine/docs/concepts/cluster-architecture';

async function findCluster({ports}: Workspace, ref: ClusterRef): Promise<ClusterState | undefined> {
  try {
    return await ports.operator.clusters.get(ref);
  } catch (error) {
    if (!(error instanceof CloudFailure)) throw error;
    throw new DiagnosticError([formatFailure({title: 'Look at the cluster', step: {docs}}, error)]);
  }
}

function refuseCluster(code: string, summary: string, detail: string, text: string, command: string): never {
  throw new DiagnosticError([{code, summary, detail, tries: [{text, command}], docs, blame: 'user'}]);
}

/** The configuration with the cluster as it stands: it is never made here, and its channel decides on upgrades. */
function selectStanding(config: InstallConfig, cluster: ClusterState): InstallConfig {
  const channel = ['rapid', 'regular', 'stable', 'extended'].find((name) => name === cluster.channel) ?? 'none';
  return {
    ...config,
    cluster: {...config.cluster, mode: 'existing', channel: channel as InstallConfig['cluster']['channel']},
  };
}

/** Opens a deployment for a command about GPU pools. */
export async function openPoolWorkspace(flags: WorkspaceFlags): Promise<PoolWorkspace> {
  return attachCluster(await openWorkspace(flags), `shakinstall init${flags.rehearse ? ' --rehearse' : ''}`);
}

/**
 * Adds the cluster, which pools need, to an open deployment. The deployer's key acts where there is one; whoever installed
 * by other means acts as himself.
 */
export async function attachCluster(workspace: Workspace, install: string): Promise<PoolWorkspace> {
  const {subject, ports} = workspace;
  const ref = selectClusterRef(subject.config);
  const show = `gcloud container clusters describe ${ref.name} ${formatLocationFlag(ref.location)} --project=${ref.project}`;
  const cluster = await findCluster(workspace, ref);
  if (cluster === undefined)
    refuseCluster(
      'SHK_GPU_E2030',
      `There is no cluster ${ref.name} in ${ref.location}.`,
      `project ${ref.project}`,
      'Install first; a pool needs a cluster.',
      install,
    );
  if (cluster.status !== 'RUNNING' && cluster.status !== 'RECONCILING')
    refuseCluster(
      'SHK_GPU_E2031',
      `Cluster ${ref.name} is not running: it is in state ${cluster.status}.`,
      cluster.statusMessage || 'GKE gives no reason',
      'Wait until it is, then run the same command again.',
      show,
    );
  const hasKey = existsSync(join(subject.places.state, 'keys', 'deployer.json'));
  return {
    ...workspace,
    subject: {...subject, config: selectStanding(subject.config, cluster)},
    ports: hasKey ? ports : {operator: ports.operator, deployer: ports.operator},
    ref,
    cluster,
  };
}
