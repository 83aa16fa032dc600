import {Flags} from '@oclif/core';
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
  soak: Flags.integer({
    description: 'with blue-green: minutes that both sets of nodes stand side by side',
    env: 'SHAKINSTALL_SOAK',
    default: 60,
    min: 0,
    max: 10_080,
    helpValue: 'MINUTES',
  }),
};

/** The strategy as the flags give it; undefined where each pool keeps its own. */
export function selectStrategy(flags: Readonly<Record<string, unknown>>): UpgradeStrategy | undefined {
  if (flags.strategy === 'surge') {
    const maxSurge = Number(flags['max-surge']);
    return {kind: 'surge', maxSurge, maxUnavailable: maxSurge === 0 ? 1 : 0};
  }
  if (flags.strategy === 'blue-green') return {kind: 'blue-green', batchNodes: 1, soakSeconds: Number(flags.soak) * 60};
  return undefined;
}
