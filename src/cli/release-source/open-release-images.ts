import {EnvironmentClock} from '../../adapters/local/environment-clock.js';
import {OciRegistries} from '../../adapters/oci/oci-registries.js';
import {openRegistryHttp} from '../../adapters/oci/open-registry-http.js';
import type {Environment} from '../../model/environment.js';

/** The registries that releases are taken from. Google's client is loaded where one of its registries asks who is there. */
export function openReleaseImages(environment: Environment) {
  const clock = EnvironmentClock(environment);
  const authClient = async () => {
    const {createOperatorSession} = await import('../../adapters/gcp/google-session.js');
    return createOperatorSession(environment, clock).authClient();
  };
  const http = openRegistryHttp({environment, clock, authClient});
  return {http, images: OciRegistries(http)};
}
