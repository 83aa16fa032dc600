import {isAbsolute} from 'node:path';
import type {Cloud} from '../cloud/create-cloud.js';
import type {CloudRequest, CloudResponse} from '../cloud/http/call.js';
import {isOperator} from '../cloud/http/is-operator.js';

/** A path that no API of Google's has. */
const snapshotsPath = '/_rehearsal/snapshots';

const answer = (status: number, body: unknown): CloudResponse => ({
  status,
  headers: {'content-type': 'application/json'},
  body: `${JSON.stringify(body)}\n`,
});

/**
 * The cloud with a way to write snapshots beside it: `POST` with `{"file": PATH}` writes one there. Only the
 * operators' tokens open it.
 */
export function serveWithSnapshots(
  cloud: Cloud,
  serve: Cloud['handle'],
  write: (file: string) => Promise<void>,
): Cloud['handle'] {
  return async (request: CloudRequest) => {
    if (new URL(request.url, 'http://rehearsal').pathname !== snapshotsPath) return serve(request);
    if (!isOperator(request, cloud)) return answer(401, {error: 'the token of the rehearsal’s operator is missing'});
    if (request.method !== 'POST') return answer(405, {error: `${request.method} is not served here`});
    try {
      const {file} = JSON.parse(request.body.toString()) as {file?: unknown};
      if (typeof file !== 'string' || !isAbsolute(file)) return answer(400, {error: 'file is no absolute path'});
      await write(file);
      return answer(200, {file});
    } catch (error) {
      return answer(400, {error: (error as Error).message});
    }
  };
}
