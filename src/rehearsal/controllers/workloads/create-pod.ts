import type {EventRecorder} from '../core/event-recorder.js';
import type {KubeClient} from '../core/kube-client.js';
import {KubeFailure} from '../core/kube-failure.js';
import type {KubeObject, NewKubeObject} from '../core/kube-object.js';
import {type KubeResource, kubeResources} from '../core/kube-resource.js';

/**
 * Creates a pod for its owner and says so in an Event, or says why it was refused and throws.
 * In a namespace that is being deleted a refusal is no news.
 */
export async function createPod(
  client: KubeClient,
  record: EventRecorder,
  owner: {readonly resource: KubeResource; readonly object: KubeObject},
  pod: NewKubeObject,
): Promise<KubeObject> {
  try {
    const made = await client.create(kubeResources.pods, pod);
    record('Normal', 'SuccessfulCreate', owner, `Created pod: ${made.metadata.name}`);
    return made;
  } catch (error) {
    const isLeaving =
      error instanceof KubeFailure && error.causes.some(({reason}) => reason === 'NamespaceTerminating');
    if (error instanceof KubeFailure && !isLeaving)
      record('Warning', 'FailedCreate', owner, `Error creating: ${error.message}`);
    throw error;
  }
}
