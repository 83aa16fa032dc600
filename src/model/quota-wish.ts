import type {AcceleratorType} from './gpu-hosts.data.js';
import {gpuTypes} from './gpu-types.data.js';
import type {Shortage} from './parse-shortage.js';
import {formatQuotaEvidence, formatQuotaRequest, type QuotaKey} from './quota-key.js';

/** A request for more of one limit: everything that Google’s form asks for. */
export interface QuotaWish {
  readonly key: QuotaKey;
  /** `global` for a limit over all regions. */
  readonly region: string;
  readonly metric: string;
  readonly current: number | undefined;
  readonly wanted: number;
}

/** A pool as far as its limits go. */
export interface QuotaAsker {
  readonly machineType: string;
  readonly accelerator: string;
  /** GPUs a node. */
  readonly count: number;
  readonly region: string;
}

const isGlobal = (metric: string) => metric.endsWith('_ALL_REGIONS');

function selectKey(metric: string, {machineType, accelerator}: QuotaAsker): QuotaKey {
  const family = gpuTypes[accelerator as AcceleratorType]?.family;
  if (metric === 'CPUS_PER_VM_FAMILY')
    return {kind: 'vm-family', family: machineType.split('-')[0]?.toUpperCase() ?? ''};
  if (family !== undefined && metric === family) return {kind: 'gpu-family', family};
  return {kind: isGlobal(metric) ? 'global' : 'regional', metric};
}

/** vCPUs as the names of machine types end; those with GPUs of their own do not say. */
const selectCpus = (machineType: string) => Number(/-(\d+)$/.exec(machineType)?.[1] ?? 1);

/** What to ask for, so that the pool that was refused fits; undefined where the refusal names no limit. */
export function selectQuotaWish(shortage: Shortage, asker: QuotaAsker): QuotaWish | undefined {
  const {metric, limit, short, expected = 1, running = 0} = shortage;
  if (metric === undefined) return undefined;
  const perNode = /GPU/.test(metric) ? asker.count : /CPUS/.test(metric) ? selectCpus(asker.machineType) : 1;
  const more = short ?? Math.max(1, expected - running) * perNode;
  return {
    key: selectKey(metric, asker),
    metric,
    region: isGlobal(metric) ? 'global' : (shortage.region ?? asker.region),
    current: limit,
    wanted: Math.ceil((limit ?? 0) + more),
  };
}

/** What to write into Google’s form, and the commands that show the limit and ask for more. */
export function formatQuotaWish(wish: QuotaWish, project: string) {
  const {key, region, metric, current, wanted} = wish;
  return {
    text: `Ask for more: metric ${metric}, region ${region}, current limit ${current ?? 'not told'}, wanted ${wanted}.`,
    request: formatQuotaRequest(key, project, region, wanted),
    evidence: formatQuotaEvidence(key, project, region),
  };
}
