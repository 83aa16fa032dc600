import type {ImageStore} from '../../model/ports/image-store.js';
import type {Referrers} from '../../model/ports/referrers.js';
import type {GoogleSession} from '../gcp/google-session.js';
import {OciReferrers} from './oci-referrers.js';
import {OciRegistries} from './oci-registries.js';
import {FoundCredentials} from './registry-credentials.js';
import {RegistryHttp} from './registry-http.js';

/** The registries of an environment, asked with whatever credentials this machine has for each. */
export function openRegistries(session: GoogleSession): {readonly images: ImageStore; readonly referrers: Referrers} {
  const {environment, clock} = session;
  const http = RegistryHttp(environment, FoundCredentials(session), {clock, random: Math.random});
  const images = OciRegistries(http);
  return {images, referrers: OciReferrers(http, images)};
}
