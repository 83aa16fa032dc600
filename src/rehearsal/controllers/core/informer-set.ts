import type {VirtualClock} from '../../clock/virtual-clock.js';
import type {KubeTransport} from '../../seams/kube-transport.js';
import {createInformer, type Informer} from './informer.js';
import type {KubeObject} from './kube-object.js';
import {type KubeResource, resourceId} from './kube-resource.js';

/** One shared informer for each resource type. */
export interface InformerSet {
  /** The informer of that type, started on first use. Two versions of a resource share one. */
  of(resource: KubeResource): Informer;
  /** Hands an object that a write returned to the informer of its type, if there is one. */
  absorb(resource: KubeResource, object: KubeObject): void;
  stop(): void;
}

/** A set that reads everything through one transport. */
export function createInformerSet(transport: KubeTransport, clock: VirtualClock): InformerSet {
  const informers = new Map<string, Informer>();
  return {
    of(resource) {
      const id = resourceId(resource);
      const known = informers.get(id);
      if (known) return known;
      const informer = createInformer(transport, resource, clock);
      informers.set(id, informer);
      return informer;
    },
    absorb(resource, object) {
      informers.get(resourceId(resource))?.absorb(object);
    },
    stop() {
      for (const informer of informers.values()) informer.stop();
    },
  };
}
