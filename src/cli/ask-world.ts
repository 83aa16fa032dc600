import {readFileSync} from 'node:fs';
import {request} from 'node:http';
import {text} from 'node:stream/consumers';
import type {RehearsalAddress} from './rehearsal-process.js';

/** What a rehearsal says to its operator. */
export interface WorldAnswer<T> {
  readonly status: number;
  readonly isOk: boolean;
  readonly body: T & {readonly error?: string};
}

/** Asks a running rehearsal, beside the APIs of Google's, as its operator; `path` begins with what is asked for. */
export function askWorld<T>(
  {apiRoot, accessTokenFile}: RehearsalAddress,
  method: string,
  path: string,
  body?: unknown,
): Promise<WorldAnswer<T>> {
  const headers = {authorization: `Bearer ${readFileSync(accessTokenFile, 'utf8').trim()}`};
  return new Promise((resolve, reject) => {
    const outgoing = request(`${apiRoot}/_rehearsal/${path}`, {method, headers}, (incoming) => {
      const {statusCode: status = 0} = incoming;
      text(incoming)
        .then((said) => resolve({status, isOk: status >= 200 && status < 300, body: JSON.parse(said)}))
        .catch(reject);
    });
    outgoing.on('error', reject);
    outgoing.end(body === undefined ? undefined : JSON.stringify(body));
  });
}
