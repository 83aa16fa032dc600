import {quotasLeaveRoom} from '../../checks/nodes/quotas-leave-room.js';
import {quotasProbe} from '../../checks/probes/quotas-probe.js';
import {readFact} from '../../checks/read-fact.js';
import {CloudFailure} from '../../model/cloud-failure.js';
import type {UpgradeStrategy} from '../../model/ports/cluster-upgrades.js';
import type {NodePoolState} from '../../model/ports/clusters.js';
import {judgeSurge, type SurgeJudgement, type SurgePool, type SurgeStrategy} from '../../model/surge-need.js';
import {collectFactSet, selectLookSubject} from '../collect-fact-set.js';
import type {Workspace} from '../open-workspace.js';

/** What GKE does where nobody has said otherwise. */
const usual: SurgeStrategy = {kind: 'surge', maxSurge: 1};

/** Whether the project’s limits leave room for the nodes that upgrading these pools adds for a while. */
export async function collectSurge(
  workspace: Workspace,
  pools: readonly NodePoolState[],
  strategy: UpgradeStrategy | undefined,
): Promise<SurgeJudgement> {
  const {config} = workspace.subject;
  const {capacity} = workspace.ports.operator;
  const project = config.project.id;
  if (pools.length === 0) return {shortages: [], unknowns: [], mostNodes: 0};
  const {facts} = await collectFactSet(selectLookSubject(workspace), [quotasLeaveRoom]);
  const quotas = facts[quotasProbe.id];
  if (quotas?.state !== 'known') {
    const reason = quotas?.state === 'unknown' ? `missing ${quotas.missing}` : 'nobody could be asked';
    return {shortages: [], unknowns: [`the limits of ${project} could not be looked at: ${reason}`], mostNodes: 0};
  }
  try {
    const types = [...new Set(pools.map(({machineType}) => machineType))];
    const [instances, ...places] = await Promise.all([
      capacity.listInstances(project),
      ...types.map((type) => capacity.listMachinePlaces(project, type)),
    ]);
    const own = instances.filter(({cluster}) => cluster === config.cluster.name);
    const sized = pools.map(
      (pool): SurgePool => ({
        name: pool.name,
        machineType: pool.machineType,
        cpus: places[types.indexOf(pool.machineType)]?.[0]?.cpus,
        isSpot: pool.isSpot,
        accelerator: pool.accelerators[0],
        diskSizeGb: pool.diskSizeGb,
        diskType: pool.diskType,
        hasAddress: config.cluster.private?.nodes !== true,
        nodes: own.filter(({nodePool}) => nodePool === pool.name).length,
        strategy: strategy ?? pool.strategy ?? usual,
      }),
    );
    return judgeSurge(sized, readFact(facts, quotasProbe).limits);
  } catch (error) {
    if (!(error instanceof CloudFailure)) throw error;
    const missing = error.permission ?? error.action;
    return {shortages: [], unknowns: [`the nodes could not be counted: missing ${missing}`], mostNodes: 0};
  }
}
