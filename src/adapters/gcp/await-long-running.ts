import {CloudFailure} from '../../model/cloud-failure.js';
import type {GoogleSession} from './google-session.js';
import {toCloudFailure} from './to-cloud-failure.js';

interface LongRunning {
  readonly done?: boolean;
  readonly error?: {readonly code?: number; readonly message?: string};
}

const pollMs = 2000;
const timeoutMs = 10 * 60_000;

/** Polls a `google.longrunning` operation at `url` until it is done; throws what it ended with. */
export async function awaitLongRunning(session: GoogleSession, url: string, action: string): Promise<void> {
  const auth = await session.authClient();
  const deadline = session.clock.now() + timeoutMs * session.clock.patience;
  while (session.clock.now() < deadline) {
    const {data} = await auth.request<LongRunning>({url}).catch((error: unknown) => {
      throw toCloudFailure(action, error);
    });
    if (data.error !== undefined)
      throw toCloudFailure(action, {message: data.error.message ?? 'failed', code: data.error.code ?? 2});
    if (data.done === true) return;
    await session.clock.sleep(pollMs);
  }
  throw new CloudFailure('unavailable', `the operation at ${url} was not done within 10 minutes`, {action});
}
