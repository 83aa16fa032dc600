import {createKeyClient} from '../adapters/gcp/create-key-client.js';
import {EnvironmentClock} from '../adapters/local/environment-clock.js';
import {openEnvironment} from './open-environment.js';

/** An ExecCredential for kubectl and helm. https://kubernetes.io/docs/reference/config-api/client-authentication.v1beta1/ */
export async function fetchKubeCredential(keyFile: string): Promise<unknown> {
  const environment = await openEnvironment({rehearse: false, speed: 1, catalogue: ''});
  const client = await createKeyClient(keyFile, environment, EnvironmentClock(environment));
  const {token} = await client.getAccessToken();
  const expiry = client.credentials.expiry_date;
  // helm asks again once it is past this moment, and fails on a token that ends on its way: so it ends a little earlier.
  const until = expiry == null ? undefined : new Date(expiry - client.eagerRefreshThresholdMillis).toISOString();
  const status = {token, ...(until === undefined ? {} : {expirationTimestamp: until})};
  return {apiVersion: 'client.authentication.k8s.io/v1beta1', kind: 'ExecCredential', status};
}
