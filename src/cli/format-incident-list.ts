import type {InjectedIncident, ListedIncident} from './incident-control.js';

const planes: ReadonlyArray<readonly [plane: string, title: string]> = [
  ['transport', 'On the way'],
  ['google', 'In Google’s plane'],
  ['network', 'In the network'],
  ['cluster', 'In the cluster'],
];

/** The catalogue by plane, with what is in force at its end. */
export function formatIncidentList(incidents: readonly ListedIncident[], active: readonly InjectedIncident[]): string {
  const width = Math.max(...incidents.map(({id}) => id.length)) + 2;
  const sections = planes.map(([plane, title]) =>
    [
      title,
      ...incidents
        .filter((incident) => incident.plane === plane)
        .map((incident) => `  ${incident.id.padEnd(width)}${incident.title}`),
    ].join('\n'),
  );
  const inForce = active.map(({id, phase}) => `  ${id.padEnd(width)}${phase === 'active' ? 'in force' : 'waiting'}`);
  return [...sections, ['Now', ...(inForce.length === 0 ? ['  nothing is wrong'] : inForce)].join('\n')].join('\n\n');
}
