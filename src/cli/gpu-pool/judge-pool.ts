import {adviseGpus, isHeldBy, selectModelMemory, usualServing} from '../../model/advise-gpus.js';
import {formatPoolName} from '../../model/complete-pool-wish.js';
import type {Diagnostic} from '../../model/diagnostic.js';
import {selectGpuQuotaLeft} from '../../model/gpu-quota-left.js';
import type {GpuPoolConfig} from '../../model/install-config.js';
import {selectRegion} from '../../model/location.js';
import {parseLlmModel} from '../../model/parse-llm-model.js';
import type {ClusterState} from '../../model/ports/clusters.js';
import {selectGpuQuota} from '../../model/quota-key.js';
import {formatQuotaWish, selectQuotaWish} from '../../model/quota-wish.js';
import type {PoolFacts} from './collect-pool-facts.js';
import {findVersionProblem, type SupportedRelease} from './find-version-problem.js';

/** A pool that is to be judged, and what is known about where it goes. */
export interface PoolSubject {
  readonly pool: GpuPoolConfig;
  readonly project: string;
  readonly cluster: ClusterState;
  readonly release: SupportedRelease;
  /** Whether a pool of that name that stands is this deployment’s. */
  readonly isOwn: boolean;
  readonly facts: PoolFacts;
}

type Finder = (subject: PoolSubject) => readonly Diagnostic[];

const standing = ({cluster, pool}: PoolSubject) => cluster.nodePools.find(({name}) => name === pool.name);

/** `a, b and 3 more`, those of the region first. */
function listPlaces(zones: readonly string[], region: string): string {
  const sorted = [...zones].sort(
    (a, b) => Number(selectRegion(b) === region) - Number(selectRegion(a) === region) || (a < b ? -1 : 1),
  );
  const shown = sorted.slice(0, 6).join(', ');
  return sorted.length > 6 ? `${shown} and ${sorted.length - 6} more` : shown;
}

function tell(code: string, field: string, summary: string, detail: string, text: string, command: string): Diagnostic {
  return {code, summary, detail, field, tries: [{text, command}], blame: 'user'};
}

const findMissingAccelerator: Finder = ({pool, facts: {offer}}) => {
  const listed = offer.accelerators?.filter(({type}) => type === pool.accelerator).map(({zone}) => zone);
  const missing = listed === undefined ? [] : pool.zones.filter((zone) => !listed.includes(zone));
  const region = selectRegion(pool.zones[0] ?? '');
  const near = listed?.find((zone) => selectRegion(zone) === region);
  return missing.length === 0
    ? []
    : [
        tell(
          'SHK_GPU_E2032',
          '--zone',
          `${pool.accelerator} is not offered in ${missing.join(', ')}.`,
          listed?.length === 0 ? 'it is in no zone of this project' : `it is in ${listPlaces(listed ?? [], region)}`,
          near === undefined
            ? `No zone of ${region} has it, and a cluster’s pools lie in its region: take another GPU.`
            : `Take ${near}.`,
          near === undefined
            ? `gcloud compute accelerator-types list --filter="zone~${region}"`
            : `shakinstall gpu-pool add --accelerator ${pool.accelerator} --zone ${near}`,
        ),
      ];
};

const findMissingMachine: Finder = (subject) => {
  const {pool, facts} = subject;
  const listed = facts.offer.machines[pool.machineType];
  if (listed === undefined || findMissingAccelerator(subject).length > 0) return [];
  const missing = pool.zones.filter((zone) => !listed.includes(zone));
  return missing.length === 0
    ? []
    : [
        tell(
          'SHK_GPU_E2033',
          '--machine-type',
          `${pool.machineType} is not offered in ${missing.join(', ')}.`,
          listed.length === 0
            ? 'no zone of this project has it'
            : `it is in ${listPlaces(listed, selectRegion(missing[0] ?? ''))}`,
          'Take another machine type or zone.',
          `gcloud compute machine-types list --filter="zone:${missing[0]}"`,
        ),
      ];
};

const findForeignPool: Finder = (subject) => {
  const found = standing(subject);
  if (found === undefined || subject.isOwn) return [];
  const {pool, cluster} = subject;
  return [
    tell(
      'SHK_GPU_E2034',
      '--name',
      `Node pool ${pool.name} exists and was not created by this deployment.`,
      `${found.machineType}, ${found.accelerators.map(({type, count}) => `${count} × ${type}`).join(', ') || 'no GPUs'}, ${found.status}`,
      'Choose another name. To adopt it instead, describe it under gpuPools in the configuration.',
      `shakinstall gpu-pool add --name ${formatPoolName(pool.accelerator, pool.count)}${cluster.nodePools.some(({name}) => name === formatPoolName(pool.accelerator, pool.count)) ? '-b' : ''}`,
    ),
  ];
};

/** The limits that a number of nodes would go beyond, with the words of a request for more. */
function listShortLimits(subject: PoolSubject, nodes: number) {
  const {pool, project, facts} = subject;
  const region = selectRegion(pool.zones[0] ?? '');
  const key = selectGpuQuota(pool.accelerator, pool.spot);
  const wanted = nodes * pool.count * Math.max(1, pool.zones.length);
  const left = selectGpuQuotaLeft(
    {accelerator: pool.accelerator, isSpot: pool.spot, region},
    facts.offer,
    ({nodePool}) => nodePool === pool.name,
  );
  const regional = key !== undefined && 'metric' in key ? key.metric : key?.family;
  const regionLimit =
    facts.offer.regions?.find((one) => one.region === region)?.quotas.find(({metric}) => metric === regional)?.limit ??
    facts.offer.families?.find((one) => one.region === region && one.family === regional)?.limit;
  const global = pool.spot ? undefined : facts.globals?.find(({metric}) => metric === 'GPUS_ALL_REGIONS');
  // Machines that take from a reservation were counted when it was made.
  const reserved = pool.reservation === undefined ? 0 : wanted;
  const limits = [
    {metric: regional, left, limit: regionLimit},
    {
      metric: 'GPUS_ALL_REGIONS',
      left: global === undefined ? undefined : global.limit - global.usage,
      limit: global?.limit,
    },
  ];
  return limits.flatMap(({metric, left: room, limit}) => {
    if (metric === undefined || room === undefined || room + reserved >= wanted) return [];
    const shortage = {
      kind: 'quota' as const,
      metric,
      region,
      short: wanted - room,
      ...(limit === undefined ? {} : {limit}),
    };
    const wish = selectQuotaWish(shortage, {...pool, region});
    return wish === undefined ? [] : [{metric, room, wanted, ...formatQuotaWish(wish, project)}];
  });
}

const quotaDocs = 'https://cloud.google.com/compute/resource-usage#gpu_quota';

const findShortQuota: Finder = (subject) =>
  standing(subject) !== undefined || subject.pool.nodes === 0
    ? []
    : listShortLimits(subject, subject.pool.nodes).map(({metric, room, wanted, text, request, evidence}) => ({
        code: 'SHK_GPU_E2035',
        summary: `The limit ${metric} leaves ${room} GPUs, and the pool begins with ${wanted}.`,
        detail: 'a quota, not a permission: Google would answer 403 to both',
        field: '--nodes',
        tries: [
          {text, command: request},
          {text: 'See limit and usage.', command: evidence},
          {text: 'Or begin with fewer nodes: --min 0 --nodes 0.'},
        ],
        docs: quotaDocs,
        blame: 'user',
      }));

const findBadReservation: Finder = ({pool, facts: {reservations}}) => {
  const {reservation, machineType, accelerator, count, zones} = pool;
  if (reservation === undefined || reservations === undefined) return [];
  const found = reservations.find(({name, zone}) => name === reservation && zones.includes(zone));
  const isFitting =
    found?.machineType === machineType &&
    (found.accelerator === undefined || (found.accelerator.type === accelerator && found.accelerator.count === count));
  if (found !== undefined && isFitting) return [];
  const names = reservations.map(({name, zone}) => `${name} (${zone})`).join(', ');
  return [
    tell(
      'SHK_GPU_E2036',
      '--reservation',
      found === undefined
        ? `There is no reservation ${reservation} in ${zones.join(', ')}.`
        : `Reservation ${reservation} is for ${found.machineType}, not for ${machineType} with ${count} × ${accelerator}.`,
      names === '' ? 'the project has no reservation' : `there are ${names}`,
      'Name one that fits, or leave it out.',
      'gcloud compute reservations list',
    ),
  ];
};

const findProblems: readonly Finder[] = [
  findMissingAccelerator,
  findMissingMachine,
  findForeignPool,
  findShortQuota,
  findBadReservation,
  ({pool, cluster, release}) => findVersionProblem(pool.version, cluster.version, release),
];

/** Why the project, the zone or the cluster will not have this pool. */
export function findPlaceProblems(subject: PoolSubject): readonly Diagnostic[] {
  return findProblems.flatMap((find) => find(subject));
}

/** What will do and should be known: limits below the pool’s most, and GPUs that do not hold the model. */
export function findPoolWarnings(subject: PoolSubject, modelName: string | undefined): readonly Diagnostic[] {
  const {pool} = subject;
  const most = listShortLimits(subject, pool.autoscaling.max).map(
    ({metric, room, wanted, text, request}): Diagnostic => ({
      code: 'SHK_GPU_W2002',
      summary: `The limit ${metric} leaves ${room} GPUs; the pool at its most takes ${wanted}.`,
      detail: 'it will grow as far as the limit goes, and say so in the events of pods that wait',
      tries: [{text, command: request}],
      docs: quotaDocs,
      blame: 'user',
    }),
  );
  const model = modelName === undefined ? undefined : parseLlmModel(modelName)?.model;
  if (model === undefined || isHeldBy(pool.accelerator, pool.count, selectModelMemory(model, usualServing)))
    return most;
  const fitting = adviseGpus(model, usualServing).map(({accelerator, count}) => `${count} × ${accelerator}`);
  return [
    ...most,
    {
      code: 'SHK_GPU_W2001',
      summary: `${pool.count} × ${pool.accelerator} do not hold ${model.name} on one node.`,
      detail: `these do: ${fitting.join(', ')}`,
      tries: [{text: 'See the arithmetic.', command: `shakinstall gpu-pool advise --model ${modelName}`}],
      blame: 'user',
    },
  ];
}

/** Nodes that an upgrade may add: none where the GPU quota has no room for one more beside the pool at its most. */
export function selectSurge(subject: PoolSubject): 0 | 1 {
  return listShortLimits(subject, subject.pool.autoscaling.max + 1).length > 0 ? 0 : 1;
}
