import type {GoogleSession} from '../gcp/google-session.js';
import {FoundCredentials} from './registry-credentials.js';
import {RegistryHttp} from './registry-http.js';

/** The way to the registries of an environment, with whatever credentials this machine has for each. */
export function openRegistryHttp(session: GoogleSession): RegistryHttp {
  const {environment, clock} = session;
  return RegistryHttp(environment, FoundCredentials(session), {clock, random: Math.random});
}
