import {type GoogleSession, selectGapicOptions} from './google-session.js';

/** `never` fits every client's own copy of the credential type; the copies differ in minor versions, the interface does not. */
type GapicOptions = ReturnType<typeof selectGapicOptions> & {readonly authClient: never};

/**
 * Options for a gapic client of this session. The credentials are asked for first: without any, a
 * gapic client raises an unhandled rejection outside its caller's reach.
 */
export async function createGapicOptions(session: GoogleSession): Promise<GapicOptions> {
  const authClient = await session.authClient();
  return {...selectGapicOptions(session.environment), authClient: authClient as never};
}
