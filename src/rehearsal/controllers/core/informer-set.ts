import type {VirtualClock} from '../../clock/virtual-clock.js';
import type {KubeTransport} from '../../seams/kube-transport.js';
import {createInformer, type Informer, type Locate} from './informer.js';
import {type KubeObject, objectKey} from './kube-object.js';
import {type KubeResource, kubeResources, resourceId} from './kube-resource.js';

/** One shared informer for each resource type. */
export interface InformerSet {
  /** The informer of that type, started on first use. Two versions of a resource share one. */
  of(resource: KubeResource): Informer;
  /** Hands an object that a write returned to the informer of its type, if there is one. */
  absorb(resource: KubeResource, object: KubeObject): void;
  stop(): void;
}

/** A set that reads everything through one transport. */
export function createInformerSet(
  transport: KubeTransport,
  clock: VirtualClock,
  onFailure: (queue: string, key: string, error: unknown) => void = () => {},
): InformerSet {
  const informers = new Map<string, Informer>();
  const locate: Locate = (resource) => {
    const definition = set.of(kubeResources.customResourceDefinitions).get(undefined, resourceId(resource));
    const version = definition && selectVersion(definition, resource.version);
    return version ? {...resource, version} : undefined;
  };
  const set: InformerSet = {
    of(resource) {
      const id = resourceId(resource);
      const known = informers.get(id);
      if (known) return known;
      const informer = createInformer(transport, resource, clock, {
        locate: resource.isCustom ? locate : undefined,
        onFailure: (object, error) => onFailure(`informer-${resource.plural}`, objectKey(object), error),
      });
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
  return set;
}

/** The version of a definition that is served: the wanted one, else the first. */
function selectVersion(definition: KubeObject, wanted: string): string | undefined {
  const served: string[] = definition.spec.versions
    .filter((version: {served: boolean}) => version.served)
    .map(({name}: {name: string}) => name);
  return served.includes(wanted) ? wanted : served[0];
}
