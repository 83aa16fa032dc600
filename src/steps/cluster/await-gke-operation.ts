import {CloudFailure, type CloudFailureKind} from '../../model/cloud-failure.js';
import type {ClusterRef, GkeOperation} from '../../model/ports/clusters.js';
import type {Ports} from '../../model/ports/ports.js';
import type {StepIo} from '../../model/step.js';

const pollMs = 5000;

/** Refusals that arrive after a request was accepted carry their kind in the text only. */
function selectFailureKind(message: string): CloudFailureKind {
  if (/GCE_STOCKOUT|does not have enough resources/.test(message)) return 'stockout';
  if (/GCE_QUOTA_EXCEEDED|quota/i.test(message)) return 'quota';
  if (/SERVICE_ACCOUNT|permission/i.test(message)) return 'permission';
  return 'invalid';
}

/** Polls an operation until it is done; throws what it ended with. */
export async function awaitGkeOperation(
  ports: Ports,
  ref: ClusterRef,
  name: string,
  io: StepIo,
): Promise<GkeOperation> {
  let shown = '';
  for (;;) {
    const operation = await ports.clusters.operations.get(ref.project, ref.location, name);
    if (operation.status === 'DONE') {
      if (operation.error !== undefined)
        throw new CloudFailure(selectFailureKind(operation.error.message), operation.error.message, {
          action: operation.type.toLowerCase(),
        });
      return operation;
    }
    const text = [operation.type.toLowerCase().replaceAll('_', ' '), operation.detail]
      .filter((part) => part !== '')
      .join(': ');
    if (text !== shown) io.reportProgress(text);
    shown = text;
    await ports.clock.sleep(pollMs, io.signal);
  }
}

/** Joins whatever is under way on a cluster and waits until nothing is. */
export async function awaitRunningOperations(ports: Ports, ref: ClusterRef, io: StepIo): Promise<void> {
  for (const operation of await ports.clusters.operations.listRunning(ref)) {
    await io.announceOperation(operation.name);
    await awaitGkeOperation(ports, ref, operation.name, io);
  }
}
