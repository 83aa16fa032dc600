import {Flags} from '@oclif/core';
import {DiagnosticError} from '../../model/diagnostic-error.js';
import type {UpgradeStrategy} from '../../model/ports/cluster-upgrades.js';

/** How nodes are exchanged. https://cloud.google.com/kubernetes-engine/docs/concepts/node-pool-upgrade-strategies */
export const strategyFlags = {
  strategy: Flags.string({
    description: 'how nodes are exchanged; each pool’s own way where left out',
    env: 'SHAKINSTALL_STRATEGY',
    options: ['surge', 'blue-green'],
  }),
  'max-surge': Flags.integer({
    description: 'with surge: nodes that are added at a time',
    env: 'SHAKINSTALL_MAX_SURGE',
    default: 1,
    min: 0,
    max: 20,
    helpValue: 'N',
  }),
  'max-unavailable': Flags.integer({
    description: 'with surge: nodes that may be away at a time; 1 where none are added',
    env: 'SHAKINSTALL_MAX_UNAVAILABLE',
    min: 0,
    max: 20,
    helpValue: 'N',
  }),
  batch: Flags.string({
    description: 'with blue-green: how many old nodes are drained at a time, or how large a part of the pool',
    env: 'SHAKINSTALL_BATCH',
    default: '1',
    helpValue: 'N|N%',
  }),
  'batch-soak': Flags.integer({
    description: 'with blue-green: seconds after each batch until the next',
    env: 'SHAKINSTALL_BATCH_SOAK',
    default: 0,
    min: 0,
    max: 604_800,
    helpValue: 'SECONDS',
  }),
  soak: Flags.integer({
    description: 'with blue-green: minutes that both sets of nodes stand side by side',
    env: 'SHAKINSTALL_SOAK',
    default: 60,
    min: 0,
    max: 10_080,
    helpValue: 'MINUTES',
  }),
};

function refuse(field: string, detail: string, text: string): never {
  throw new DiagnosticError([
    {
      code: 'SHK_UPGRADE_E0022',
      summary: 'Nodes cannot be exchanged so.',
      detail,
      field,
      tries: [{text}],
      docs: 'https://cloud.google.com/kubernetes-engine/docs/concepts/node-pool-upgrade-strategies',
      blame: 'user',
    },
  ]);
}

/** `2`, or `25%` as the share that GKE wants. */
function parseBatch(text: string): {readonly nodes: number} | {readonly share: number} {
  const [, digits = '', percent] = /^(\d{1,4})(%)?$/.exec(text.trim()) ?? [];
  const number = Number(digits);
  if (digits === '' || number === 0 || (percent !== undefined && number > 100))
    refuse('--batch', text, 'Name a number of nodes, such as 2, or a part of the pool, such as 25%.');
  return percent === undefined ? {nodes: number} : {share: number / 100};
}

/** The strategy as the flags give it; undefined where each pool keeps its own. Throws what GKE would refuse. */
export function selectStrategy(flags: Readonly<Record<string, unknown>>): UpgradeStrategy | undefined {
  if (flags.strategy === 'surge') {
    const maxSurge = Number(flags['max-surge']);
    const maxUnavailable =
      flags['max-unavailable'] === undefined ? (maxSurge === 0 ? 1 : 0) : Number(flags['max-unavailable']);
    if (maxSurge + maxUnavailable === 0)
      refuse('--max-unavailable', 'none is added and none may be away', 'Let one be added or be away.');
    if (maxSurge + maxUnavailable > 20)
      refuse('--max-surge', `${maxSurge} and ${maxUnavailable} are more than 20`, 'Name 20 together at most.');
    return {kind: 'surge', maxSurge, maxUnavailable};
  }
  if (flags.strategy === 'blue-green')
    return {
      kind: 'blue-green',
      batch: parseBatch(String(flags.batch)),
      batchSoakSeconds: Number(flags['batch-soak']),
      soakSeconds: Number(flags.soak) * 60,
    };
  return undefined;
}
