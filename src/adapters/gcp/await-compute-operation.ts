import type {compute_v1} from '@googleapis/compute';
import type {GoogleSession} from './google-session.js';
import {openCompute} from './open-compute.js';
import {toCloudFailure} from './to-cloud-failure.js';

const pollMs = 1500;

/** Waits until an operation of compute is done; throws the error it ended with. https://cloud.google.com/compute/docs/reference/rest/v1/zoneOperations */
export async function awaitComputeOperation(
  session: GoogleSession,
  project: string,
  started: compute_v1.Schema$Operation,
  action: string,
): Promise<void> {
  const client = await openCompute(session);
  let operation = started;
  const name = operation.name ?? '';
  const lastSegment = (link: string | null | undefined) => link?.split('/').at(-1) ?? '';
  while (operation.status !== 'DONE') {
    await session.clock.sleep(pollMs);
    const target = {project, operation: name};
    if (operation.zone)
      operation = (await client.zoneOperations.get({...target, zone: lastSegment(operation.zone)})).data;
    else if (operation.region)
      operation = (await client.regionOperations.get({...target, region: lastSegment(operation.region)})).data;
    else operation = (await client.globalOperations.get(target)).data;
  }
  const error = operation.error?.errors?.[0];
  if (error !== undefined)
    throw toCloudFailure(action, {
      message: `${error.code ?? ''} ${error.message ?? ''}`.trim(),
      code: operation.httpErrorStatusCode ?? 400,
    });
}
