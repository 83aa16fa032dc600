import {CloudRefusal} from '../http/cloud-refusal.js';
import type {Json} from '../json.js';
import type {PoolState} from './cluster-state.js';

/** As the Node client's integers and gcloud's words have it. https://cloud.google.com/kubernetes-engine/docs/reference/rest/v1/NodePoolUpdateStrategy */
const strategies: Readonly<Record<string, string>> = {
  2: 'BLUE_GREEN',
  3: 'SURGE',
  BLUE_GREEN: 'BLUE_GREEN',
  SURGE: 'SURGE',
};

/** GKE waits an hour with both sets of nodes unless it is told otherwise. */
const usualSoakMs = 60 * 60_000;

export function isBlueGreen(pool: PoolState): boolean {
  return pool.upgradeSettings.strategy === 'BLUE_GREEN';
}

/** How long both sets of nodes stand side by side, as `3600s` or its protobuf form. */
export function selectSoakMs(pool: PoolState): number {
  const soak = pool.upgradeSettings.blueGreenSettings?.nodePoolSoakDuration;
  const seconds = typeof soak === 'string' ? Number.parseFloat(soak) : Number(soak?.seconds ?? Number.NaN);
  return Number.isNaN(seconds) ? usualSoakMs : seconds * 1000;
}

/** The settings with what an update asks for; refused as GKE refuses what cannot be. */
export function mergeUpgradeSettings(pool: PoolState, asked: Json): Json {
  const strategy = asked.strategy === undefined ? pool.upgradeSettings.strategy : strategies[String(asked.strategy)];
  const merged: Json = {...pool.upgradeSettings, ...asked, strategy: strategy ?? 'SURGE'};
  const [surge, unavailable] = [Number(merged.maxSurge ?? 0), Number(merged.maxUnavailable ?? 0)];
  if (merged.strategy === 'SURGE' && surge + unavailable === 0)
    throw new CloudRefusal(400, 'Both max_surge and max_unavailable cannot be zero.');
  if (surge + unavailable > 20)
    throw new CloudRefusal(400, 'The sum of max_surge and max_unavailable cannot exceed 20.');
  if (merged.strategy === 'SURGE') {
    const {blueGreenSettings: _blueGreen, ...surgeOnly} = merged;
    return surgeOnly;
  }
  if (asked.blueGreenSettings === undefined && merged.blueGreenSettings === undefined)
    merged.blueGreenSettings = {
      standardRolloutPolicy: {batchNodeCount: 1, batchSoakDuration: '0s'},
      nodePoolSoakDuration: '3600s',
    };
  return merged;
}
