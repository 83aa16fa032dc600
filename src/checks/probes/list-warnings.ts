import {CloudFailure} from '../../model/cloud-failure.js';
import type {KubeObject, KubeTarget} from '../../model/ports/kube.js';
import type {Ports} from '../../model/ports/ports.js';

/** What a controller said of an object that did not go well. */
export interface EventFact {
  readonly reason: string;
  readonly message: string;
  readonly count: number;
  readonly lastSeen: string;
}

const mostWarnings = 5;

const toEventFact = (event: KubeObject): EventFact => {
  const {
    reason = '',
    message = '',
    count = 1,
    lastTimestamp,
    eventTime,
  } = event as unknown as {
    readonly reason?: string;
    readonly message?: string;
    readonly count?: number;
    readonly lastTimestamp?: string | null;
    readonly eventTime?: string | null;
  };
  return {reason, message, count, lastSeen: lastTimestamp ?? eventTime ?? event.metadata.creationTimestamp ?? ''};
};

/** The newest warnings about one object; none where events may not be read, as they explain and do not prove. */
export async function listWarnings(
  ports: Pick<Ports, 'kube'>,
  target: KubeTarget,
  {kind, namespace, name}: {readonly kind: string; readonly namespace: string; readonly name: string},
): Promise<readonly EventFact[]> {
  try {
    const events = await ports.kube.list(target, {
      apiVersion: 'v1',
      kind: 'Event',
      namespace,
      fieldSelector: `involvedObject.kind=${kind},involvedObject.name=${name},type=Warning`,
    });
    return events
      .map(toEventFact)
      .sort((a, b) => (a.lastSeen < b.lastSeen ? 1 : -1))
      .slice(0, mostWarnings);
  } catch (error) {
    if (error instanceof CloudFailure) return [];
    throw error;
  }
}
