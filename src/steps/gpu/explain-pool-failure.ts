import {formatLocationFlag} from '../../model/cluster-ref.js';
import type {Diagnostic, Try} from '../../model/diagnostic.js';
import {selectRegion} from '../../model/location.js';
import {parseShortage, type Shortage} from '../../model/parse-shortage.js';
import type {ClusterRef, NodePoolRequest} from '../../model/ports/clusters.js';
import {formatQuotaWish, selectQuotaWish} from '../../model/quota-wish.js';

const docs = 'https://cloud.google.com/kubernetes-engine/docs/troubleshooting/troubleshoot-cluster-creation';

/** A pool as far as a shortage is about it. */
interface ShortPool {
  readonly ref: ClusterRef;
  readonly pool: Pick<NodePoolRequest, 'name' | 'machineType' | 'accelerator' | 'isSpot' | 'autoscaling'>;
}

/** `2 of 5 nodes stand`; nothing where the message does not count. */
function sayStanding({running, expected}: Shortage): string {
  return running === undefined || expected === undefined ? '' : `: ${running} of ${expected} nodes stand`;
}

function listQuotaTries(shortage: Shortage, {ref, pool}: ShortPool): readonly Try[] {
  const wish = selectQuotaWish(shortage, {
    machineType: pool.machineType,
    accelerator: pool.accelerator?.type ?? '',
    count: pool.accelerator?.count ?? 0,
    region: selectRegion(ref.location),
  });
  if (wish === undefined) return [{text: 'Request more at https://console.cloud.google.com/iam-admin/quotas.'}];
  const {text, request, evidence} = formatQuotaWish(wish, ref.project);
  return [
    {text, command: request},
    {text: 'See limit and usage.', command: evidence},
    {text: 'Or take fewer nodes, fewer GPUs a node, or another type of GPU.'},
  ];
}

/** A want of machines or of quota in the operator's words: what stands, what is short, what can be done. */
function explainShortage(shortage: Shortage, message: string, subject: ShortPool): Diagnostic {
  const {ref, pool} = subject;
  const {name, machineType, isSpot} = pool;
  if (shortage.kind === 'quota')
    return {
      code: 'SHK_GPU_E2011',
      summary: `Pool ${name}: the limit ${shortage.metric ?? 'of a quota'} does not suffice${sayStanding(shortage)}.`,
      detail: `${message} (This is a quota: no role lifts it, although Google answers 403 as it does for a missing permission.)`,
      tries: listQuotaTries(shortage, subject),
      docs: 'https://cloud.google.com/compute/resource-usage#gpu_quota',
      blame: 'user',
    };
  const where = shortage.zone ?? ref.location;
  const {running = 0} = shortage;
  const bound = (pool.autoscaling?.min ?? 0) > running ? ` --min ${running}` : '';
  const flags = `--cluster=${ref.name} ${formatLocationFlag(ref.location)} --project=${ref.project}`;
  return {
    code: 'SHK_GPU_E2010',
    summary: `Pool ${name}: zone ${where} is exhausted of ${machineType}${isSpot ? ' (spot)' : ''}${sayStanding(shortage)}.`,
    detail: `${message} (This is capacity: neither a quota nor a role changes it.)`,
    tries: [
      {
        text: 'Wait: Google keeps trying, and the pool fills up when machines are there. The watch ends by itself.',
        command: `shakinstall gpu-pool add --name ${name} --wait-minutes 60`,
      },
      {
        text: 'Go on elsewhere: another zone, another GPU, spot or a reservation, in the order given.',
        command: `shakinstall gpu-pool add --name ${name} --fallback ${isSpot ? 'on-demand' : 'spot'}`,
      },
      ...(running === 0
        ? []
        : [
            {
              text: 'Keep what stands, and ask for no more.',
              command: `shakinstall gpu-pool resize ${name}${bound} --nodes ${running}`,
            },
          ]),
      {text: 'Or give it up.', command: `shakinstall gpu-pool remove ${name}`},
      {text: 'Look at it.', command: `gcloud container node-pools describe ${name} ${flags}`},
    ],
    docs,
    blame: 'cloud',
  };
}

/** What a refusal means where it is for want of capacity or of quota; undefined where it is for something else. */
export function explainPoolFailure(message: string, subject: ShortPool): Diagnostic | undefined {
  const shortage = parseShortage(message);
  return shortage === undefined ? undefined : explainShortage(shortage, message, subject);
}
