import {readFile} from 'node:fs/promises';
import {OAuth2Client} from 'google-auth-library';
import {CloudFailure} from '../../model/cloud-failure.js';

/** How long a token read from a file is used before the file is read again, in real milliseconds. */
const rereadAfterMs = 30_000;

/** A client whose token another program keeps fresh in a file, as gcloud's `auth/access_token_file` does. */
export async function createTokenFileClient(path: string): Promise<OAuth2Client> {
  const client = new OAuth2Client();
  client.refreshHandler = async () => {
    const token = await readFile(path, 'utf8').catch((error: unknown) => {
      throw new CloudFailure('unauthenticated', `the access token file ${path} cannot be read`, {
        action: 'credentials',
        cause: error,
      });
    });
    // The library refreshes five minutes ahead of the expiry it is told; the margin is added to what we want.
    return {access_token: token.trim(), expiry_date: Date.now() + rereadAfterMs + client.eagerRefreshThresholdMillis};
  };
  client.setCredentials(await client.refreshHandler());
  return client;
}
