import type {ReplayedExchange} from './replay-google-cloud.js';

/** How one recorded resource of one service came out. */
export interface FidelityRow {
  readonly service: string;
  readonly resource: string;
  readonly exchanges: number;
  readonly statusEqual: number;
  readonly paths: number;
  readonly pathsEqual: number;
}

function sumOf(exchanges: readonly ReplayedExchange[], weigh: (exchange: ReplayedExchange) => number): number {
  return exchanges.reduce((sum, exchange) => sum + weigh(exchange), 0);
}

function createRow(service: string, resource: string, exchanges: readonly ReplayedExchange[]): FidelityRow {
  return {
    service,
    resource,
    exchanges: exchanges.length,
    statusEqual: sumOf(exchanges, ({status, expectedStatus}) => (status === expectedStatus ? 1 : 0)),
    paths: sumOf(exchanges, ({comparison}) => comparison.paths),
    pathsEqual: sumOf(exchanges, ({comparison}) => comparison.equal),
  };
}

/** One row for each recorded file, in the order of services, and the total. */
export function scoreGoogleCloud(replayed: readonly ReplayedExchange[]): {
  readonly rows: readonly FidelityRow[];
  readonly total: FidelityRow;
} {
  const byFile = Map.groupBy(replayed, ({file}) => file);
  const rows = [...byFile].map(([file, exchanges]) => {
    const [service = '', resource = ''] = file.replace(/\.json$/, '').split('/');
    return createRow(service, resource, exchanges);
  });
  return {rows, total: createRow('', 'total', replayed)};
}
