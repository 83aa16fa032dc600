import {DiagnosticError} from '../model/diagnostic-error.js';
import {type InjectedIncident, type Injection, injectIncident, listIncidents} from './incident-control.js';
import {readScenario} from './read-scenario.js';
import type {RehearsalAddress} from './rehearsal-process.js';

function refuse(summary: string, detail: string): DiagnosticError {
  const tries = [{text: 'See what there is.', command: 'shakinstall rehearse incidents'}];
  return new DiagnosticError([{code: 'SHK_REHEARSE_E1405', summary, detail, tries, blame: 'user'}]);
}

/** `key=value` pairs; numbers where the incident's usual value is one. */
function parseParameters(
  pairs: readonly string[],
  usual: Readonly<Record<string, {readonly usual: unknown}>>,
): Readonly<Record<string, string | number>> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const [key = '', ...rest] = pair.split('=');
      const value = rest.join('=');
      if (key === '' || rest.length === 0) throw refuse('A parameter is given as key=value.', pair);
      if (typeof usual[key]?.usual !== 'number') return [key, value];
      if (value.trim() === '' || !Number.isFinite(Number(value))) throw refuse(`${key} is a number.`, pair);
      return [key, Number(value)];
    }),
  );
}

function formatInjected({id, incident, phase, atRequest, parameters}: InjectedIncident): string {
  const given = Object.entries(parameters).map(([key, value]) => `${key}=${value}`);
  const waits = atRequest === undefined ? 'waits for its moment or its victim' : `waits for a request of ${atRequest}`;
  const name = id === incident ? id : `${id} (${incident})`;
  return `${name} ${phase === 'active' ? `is in force: ${given.join(' ') || 'no parameters'}` : waits}`;
}

/** Injects one incident by its name, or those of a scenario; returns what to print. */
export async function injectIncidents(
  address: RehearsalAddress,
  asked: {
    readonly name: string | undefined;
    readonly scenario: string | undefined;
    readonly parameters: readonly string[];
    readonly moment: Pick<Injection, 'afterSeconds' | 'forSeconds' | 'atRequest'>;
  },
): Promise<string> {
  const {name, scenario, parameters, moment} = asked;
  if ((name === undefined) === (scenario === undefined))
    throw refuse(
      'Name an incident or a scenario file, one of them.',
      'shakinstall rehearse inject NAME | --scenario FILE',
    );
  const {incidents} = await listIncidents(address);
  if (scenario !== undefined) {
    const lines: string[] = [];
    for (const injection of readScenario(scenario, incidents))
      lines.push(formatInjected(await injectIncident(address, injection)));
    return lines.join('\n');
  }
  const definition = incidents.find(({id}) => id === name);
  const given = parseParameters(parameters, definition?.parameters ?? {});
  return formatInjected(await injectIncident(address, {incident: name ?? '', parameters: given, ...moment}));
}
