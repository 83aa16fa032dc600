import {DiagnosticError} from '../model/diagnostic-error.js';
import {askWorld} from './ask-world.js';
import type {RehearsalAddress} from './rehearsal-process.js';

/** One incident of the rehearsal's catalogue, as its control shows it. */
export interface ListedIncident {
  readonly id: string;
  readonly title: string;
  readonly plane: string;
  readonly cause: string;
  readonly symptoms: {readonly google: string; readonly cluster: string};
  readonly cure: readonly string[];
  readonly parameters: Readonly<Record<string, {readonly meaning: string; readonly usual: unknown}>>;
}

/** One that was injected. */
export interface InjectedIncident {
  readonly id: string;
  readonly incident: string;
  readonly phase: 'waiting' | 'active';
  readonly atRequest?: string;
  readonly parameters: Readonly<Record<string, string | number>>;
}

/** What is asked to go wrong; seconds are those of the rehearsal's clock. */
export interface Injection {
  readonly incident: string;
  readonly parameters?: Readonly<Record<string, string | number>> | undefined;
  readonly afterSeconds?: number | undefined;
  readonly forSeconds?: number | undefined;
  readonly atRequest?: string | undefined;
}

async function ask<T>(address: RehearsalAddress, method: string, query = '', body?: unknown): Promise<T> {
  const {isOk, status, body: document} = await askWorld<T>(address, method, `incidents${query}`, body);
  if (isOk) return document;
  throw new DiagnosticError([
    {
      code: 'SHK_REHEARSE_E1402',
      summary: 'The rehearsal refused that.',
      detail: document.error ?? `it answered ${status}`,
      tries: [{text: 'See what there is.', command: 'shakinstall rehearse incidents'}],
      blame: 'user',
    },
  ]);
}

/** The catalogue, and what waits or is in force. */
export function listIncidents(
  address: RehearsalAddress,
): Promise<{readonly incidents: readonly ListedIncident[]; readonly active: readonly InjectedIncident[]}> {
  return ask(address, 'GET');
}

/** Lets something go wrong. */
export function injectIncident(address: RehearsalAddress, injection: Injection): Promise<InjectedIncident> {
  return ask(address, 'POST', '', injection);
}

/** Ends one by name, or all; returns the names of those that ended. */
export async function withdrawIncidents(address: RehearsalAddress, name?: string): Promise<readonly string[]> {
  const query = name === undefined ? '' : `?name=${encodeURIComponent(name)}`;
  return (await ask<{withdrawn: readonly string[]}>(address, 'DELETE', query)).withdrawn;
}
