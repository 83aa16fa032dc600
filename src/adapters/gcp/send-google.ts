import {type GoogleSession, selectApiBase} from './google-session.js';

/** A request to one of Google's REST APIs; `path` follows the root and begins with a slash. */
export interface GoogleRequest {
  readonly service: string;
  readonly path: string;
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly data?: object;
}

/** Sends it with the session's credentials and returns the answer's JSON. Throws what google-auth-library throws. */
export async function sendGoogle<T>(session: GoogleSession, request: GoogleRequest): Promise<T> {
  const auth = await session.authClient();
  const {method = 'GET', data} = request;
  const url = `${selectApiBase(session.environment, request.service)}${request.path}`;
  return (await auth.request<T>({url, method, ...(data === undefined ? {} : {data})})).data;
}
