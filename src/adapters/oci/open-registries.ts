import type {ImageStore} from '../../model/ports/image-store.js';
import type {Referrers} from '../../model/ports/referrers.js';
import type {GoogleSession} from '../gcp/google-session.js';
import {OciReferrers} from './oci-referrers.js';
import {OciRegistries} from './oci-registries.js';
import {openRegistryHttp} from './open-registry-http.js';

/** The registries of an environment: images, and what refers to them. */
export function openRegistries(session: GoogleSession): {readonly images: ImageStore; readonly referrers: Referrers} {
  const http = openRegistryHttp(session);
  const images = OciRegistries(http);
  return {images, referrers: OciReferrers(http, images)};
}
