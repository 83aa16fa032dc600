import type {ImageStore} from '../../model/ports/image-store.js';
import type {GoogleSession} from '../gcp/google-session.js';
import {OciRegistries} from './oci-registries.js';
import {FoundCredentials} from './registry-credentials.js';
import {RegistryHttp} from './registry-http.js';

/** The registries of an environment, asked with whatever credentials this machine has for each. */
export function openImages(session: GoogleSession): ImageStore {
  const {environment, clock} = session;
  return OciRegistries(RegistryHttp(environment, FoundCredentials(session), {clock, random: Math.random}));
}
