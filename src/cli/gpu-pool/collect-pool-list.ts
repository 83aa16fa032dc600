import {createReadOnlyPorts} from '../../checks/probes/create-read-only-ports.js';
import {look} from '../../checks/probes/look.js';
import type {AcceleratorType} from '../../model/gpu-hosts.data.js';
import {selectGpuQuotaLeft} from '../../model/gpu-quota-left.js';
import {gpuTypes} from '../../model/gpu-types.data.js';
import {selectRegion} from '../../model/location.js';
import type {NodePoolState} from '../../model/ports/clusters.js';
import {formatQuotaKey, selectGpuQuota} from '../../model/quota-key.js';
import type {RunEvent} from '../../model/run-event.js';
import {stepKey} from '../../model/step.js';
import {createGpuPool} from '../../steps/gpu/create-gpu-pool.js';
import {collectPoolResidents} from '../../steps/gpu/pool-residents.js';
import {collectPoolFacts, type PoolFacts} from './collect-pool-facts.js';
import {readPoolJournal} from './create-pool-plan.js';
import type {PoolWorkspace} from './open-pool-workspace.js';
import {isOwnPool} from './run-add.js';

/** A time at which a pool was short of machines, and what was said. */
export interface SeenShortage {
  readonly at: string | undefined;
  readonly text: string;
}

/** One GPU pool as it stands; undefined is not known. */
export interface ListedPool {
  readonly name: string;
  readonly isOwn: boolean;
  readonly accelerator: string;
  /** As people call it. */
  readonly gpu: string;
  readonly count: number;
  readonly machineType: string;
  readonly zones: readonly string[];
  readonly isSpot: boolean;
  readonly status: string;
  readonly autoscaling: {readonly min: number; readonly max: number} | undefined;
  readonly nodes: number | undefined;
  readonly gpusAllocatable: number | undefined;
  readonly gpusInUse: number | undefined;
  readonly quota: {readonly name: string; readonly region: string; readonly left: number | undefined};
  /** Nodes that nobody uses the GPUs of, and since when the one that idles longest. */
  readonly idle: {readonly nodes: number; readonly gpus: number; readonly forMinutes: number} | undefined;
  readonly shortages: readonly SeenShortage[];
}

export interface PoolList {
  readonly cluster: string;
  readonly location: string;
  readonly project: string;
  readonly pools: readonly ListedPool[];
  readonly gaps: PoolFacts['gaps'];
}

/** Shortages of a pool that earlier runs met, and the one that GKE tells of now. */
function listShortages(state: NodePoolState, events: readonly RunEvent[]): readonly SeenShortage[] {
  const key = stepKey(createGpuPool.id, state.name);
  const met = events.flatMap((event): SeenShortage[] =>
    event.code === 'StepFailed' && event.data.step === key && /^SHK_GPU_E201[01]$/.test(event.data.diagnostic.code)
      ? [{at: event.at, text: event.data.diagnostic.summary}]
      : [],
  );
  return [...met, ...(state.conditions ?? []).map(({code, message}) => ({at: undefined, text: `${code}: ${message}`}))];
}

/** Looks at every GPU pool of a cluster: nodes, GPUs in use, quota, idleness. Changes nothing. */
export async function collectPoolList(workspace: PoolWorkspace): Promise<PoolList> {
  const {cluster, ref, subject} = workspace;
  const {operator, deployer} = workspace.ports;
  const inside = createReadOnlyPorts(deployer);
  const target = {endpoint: cluster.endpoint, caCertificate: cluster.caCertificate};
  const states = cluster.nodePools.filter(({accelerators}) => accelerators.length > 0);
  const facts = await collectPoolFacts(createReadOnlyPorts(operator), ref.project, []);
  const events = readPoolJournal(workspace);
  const nowMs = operator.clock.now();
  const unseen: PoolFacts['gaps'][number][] = [];
  const pools = await Promise.all(
    states.map(async (state): Promise<ListedPool> => {
      const {type = '', count = 0} = state.accelerators[0] ?? {};
      const region = selectRegion(state.locations[0] ?? ref.location);
      const seen = await look(collectPoolResidents(inside, target, state.name));
      if (seen.state === 'unseen') unseen.push({missing: seen.missing, message: seen.message});
      const found = seen.state === 'seen' ? seen.value : undefined;
      const busy = new Set(found?.pods.filter(({gpus}) => gpus > 0).map(({node}) => node));
      const idle = found?.nodes.filter(({name}) => !busy.has(name)) ?? [];
      const since = idle.map(({createdAtMs, lastUsedAtMs}) => Math.max(createdAtMs, lastUsedAtMs ?? 0));
      const key = selectGpuQuota(type, state.isSpot);
      return {
        name: state.name,
        isOwn: isOwnPool(workspace, subject.config.gpuPools, state.name),
        accelerator: type,
        gpu: gpuTypes[type as AcceleratorType]?.name ?? type,
        count,
        machineType: state.machineType,
        zones: state.locations,
        isSpot: state.isSpot,
        status: state.status,
        autoscaling: state.autoscaling,
        nodes: found?.nodes.length,
        gpusAllocatable: found?.nodes.reduce((sum, {allocatableGpus}) => sum + allocatableGpus, 0),
        gpusInUse: found?.pods.reduce((sum, {gpus}) => sum + gpus, 0),
        quota: {
          name: key === undefined ? type : formatQuotaKey(key),
          region,
          left: selectGpuQuotaLeft({accelerator: type, isSpot: state.isSpot, region}, facts.offer),
        },
        idle:
          found === undefined
            ? undefined
            : {
                nodes: idle.length,
                gpus: idle.length * count,
                forMinutes: idle.length === 0 ? 0 : Math.max(0, Math.floor((nowMs - Math.min(...since)) / 60_000)),
              },
        shortages: listShortages(state, events),
      };
    }),
  );
  // What was refused matters only where something is not known because of it.
  const hidden = pools.some(({quota}) => quota.left === undefined) ? facts.gaps : [];
  const gaps = [...new Map([...hidden, ...unseen].map((gap) => [gap.missing, gap])).values()];
  return {cluster: ref.name, location: ref.location, project: ref.project, pools, gaps};
}
