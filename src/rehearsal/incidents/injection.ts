import type {Incident} from './incident.js';
import type {IncidentState} from './incident-state.js';

/** What is asked to go wrong. Seconds are those of the virtual clock. */
export interface Injection {
  readonly incident: string;
  readonly parameters?: Readonly<Record<string, string | number>>;
  readonly afterSeconds?: number;
  readonly forSeconds?: number;
  /** Waits for a request of a method whose id matches this regular expression. */
  readonly atRequest?: string;
}

/** An injection that asks for what there is not. */
export class InjectionRefusal extends Error {}

function isPattern(text: string): boolean {
  try {
    new RegExp(text);
    return true;
  } catch {
    return false;
  }
}

/** The incident that an injection names; refuses unknown names, parameters and types. */
export function selectIncident(incidents: readonly Incident[], injection: Injection): Incident {
  const incident = incidents.find(({id}) => id === injection.incident);
  if (incident === undefined) throw new InjectionRefusal(`there is no incident ${JSON.stringify(injection.incident)}`);
  for (const [name, value] of Object.entries(injection.parameters ?? {})) {
    const parameter = incident.parameters[name];
    if (parameter === undefined) {
      const known = Object.keys(incident.parameters).join(', ') || 'none';
      throw new InjectionRefusal(`${incident.id} has no parameter ${JSON.stringify(name)}; it has ${known}`);
    }
    const isNumeric = typeof parameter.usual === 'number';
    if (isNumeric !== (typeof value === 'number'))
      throw new InjectionRefusal(`${incident.id}: ${name} is a ${isNumeric ? 'number' : 'text'}`);
    if (parameter.meaning.startsWith('regular expression') && !isPattern(String(value)))
      throw new InjectionRefusal(
        `${incident.id}: ${name} is a regular expression, and ${JSON.stringify(value)} is none`,
      );
  }
  for (const name of ['afterSeconds', 'forSeconds'] as const) {
    const value = injection[name];
    if (value !== undefined && !(typeof value === 'number' && value >= 0 && Number.isFinite(value)))
      throw new InjectionRefusal(`${name} is a number of seconds, 0 or more`);
  }
  const {atRequest} = injection;
  if (atRequest !== undefined && (typeof atRequest !== 'string' || !isPattern(atRequest)))
    throw new InjectionRefusal('atRequest is a regular expression over method ids');
  return incident;
}

/** A name for an injection that no other in force has. */
export function nameInjection(incident: Incident, active: readonly IncidentState[]): string {
  const taken = new Set(active.map(({id}) => id));
  for (let number = 1; ; number++) {
    const name = number === 1 ? incident.id : `${incident.id}-${number}`;
    if (!taken.has(name)) return name;
  }
}
