import type {ReplayedClientExchange} from './replay-kubernetes-clients.js';
import type {FidelityRow} from './score-google-cloud.js';

const createRow = (client: string, exchanges: readonly ReplayedClientExchange[]): FidelityRow => {
  const sum = (weigh: (exchange: ReplayedClientExchange) => number) =>
    exchanges.reduce((total, exchange) => total + weigh(exchange), 0);
  return {
    service: 'kubernetes 1.27',
    resource: client,
    exchanges: exchanges.length,
    statusEqual: sum(({status, expectedStatus}) => (status === expectedStatus ? 1 : 0)),
    paths: sum(({comparison}) => comparison?.paths ?? 0),
    pathsEqual: sum(({comparison}) => comparison?.equal ?? 0),
  };
};

/** One row for each recorded client, and the total. */
export function scoreKubernetesClients(replayed: readonly ReplayedClientExchange[]): {
  readonly rows: readonly FidelityRow[];
  readonly total: FidelityRow;
} {
  const rows = [...Map.groupBy(replayed, ({client}) => client)].map(([client, own]) => createRow(client, own));
  return {rows, total: createRow('total', replayed)};
}
