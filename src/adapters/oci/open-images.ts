import type {ImageStore} from '../../model/ports/image-store.js';
import type {GoogleSession} from '../gcp/google-session.js';
import {openRegistries} from './open-registries.js';

/** The images in the registries of an environment. */
export function openImages(session: GoogleSession): ImageStore {
  return openRegistries(session).images;
}
