import {type ReplayedKubernetesExchange, replayKubernetes} from './replay-kubernetes.js';
import type {FidelityRow} from './score-google-cloud.js';

const sumOf = (
  exchanges: readonly ReplayedKubernetesExchange[],
  weigh: (exchange: ReplayedKubernetesExchange) => number,
) => exchanges.reduce((sum, exchange) => sum + weigh(exchange), 0);

const createRow = (resource: string, exchanges: readonly ReplayedKubernetesExchange[]): FidelityRow => ({
  service: 'kubernetes 1.27',
  resource,
  exchanges: exchanges.length,
  statusEqual: sumOf(exchanges, ({status, expectedStatus}) => (status === expectedStatus ? 1 : 0)),
  paths: sumOf(exchanges, ({comparison}) => comparison.paths),
  pathsEqual: sumOf(exchanges, ({comparison}) => comparison.equal),
});

/** One row for each recorded file, in recorded order, and the total. */
export async function scoreKubernetes(
  replayed?: readonly ReplayedKubernetesExchange[],
): Promise<{readonly rows: readonly FidelityRow[]; readonly total: FidelityRow}> {
  const exchanges = replayed ?? (await replayKubernetes());
  const rows = [...Map.groupBy(exchanges, ({file}) => file)].map(([file, own]) =>
    createRow(file.replace(/\.json$/, ''), own),
  );
  return {rows, total: createRow('total', exchanges)};
}
