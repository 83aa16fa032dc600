import type {KubeCredential} from '../adapters/kube/kube-http.js';
import {KubeRest} from '../adapters/kube/kube-rest.js';
import {KubeRestWatches} from '../adapters/kube/kube-rest-watches.js';
import type {Ports} from '../model/ports/ports.js';

/** The same ports, with the cluster looked at as somebody else: whom a kubeconfig names, or a Pod's own account. */
export function withKubeCredential(ports: Ports, fetchCredential: () => Promise<KubeCredential>): Ports {
  return {...ports, kube: KubeRest(fetchCredential), kubeWatches: KubeRestWatches(fetchCredential)};
}
