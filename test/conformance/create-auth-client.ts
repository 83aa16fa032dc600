import {createRequire} from 'node:module';
import {join} from 'node:path';
import type {OAuth2Client} from 'google-auth-library';

/** The directory that holds other majors of the clients than ours, where those are to be tried. */
export const previousMajorsDirectory = process.env.SHAKINSTALL_PREVIOUS_MAJORS;

/**
 * An authenticated client of the very generation of google-auth-library that a library brings, found by way of the
 * libraries in between: one of another generation throws errors that they do not understand.
 */
export function createAuthClient(...way: readonly string[]): OAuth2Client {
  let from =
    previousMajorsDirectory === undefined ? import.meta.filename : join(previousMajorsDirectory, 'package.json');
  for (const name of way) from = createRequire(from).resolve(name);
  const library = createRequire(from)('google-auth-library') as {OAuth2Client: new () => OAuth2Client};
  const client = new library.OAuth2Client();
  client.setCredentials({access_token: 'token', expiry_date: Date.now() + 3_600_000});
  return client;
}
