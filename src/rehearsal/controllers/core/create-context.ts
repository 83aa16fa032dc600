import type {Cancel} from '../../clock/virtual-clock.js';
import type {WorkloadState} from '../behaviours/workload-state.js';
import type {ControllerOptions} from '../run-controllers.js';
import type {ControllerContext} from './controller-context.js';
import {createEventRecorder} from './event-recorder.js';
import {createInformerSet} from './informer-set.js';
import {createKubeClient, type KubeClient} from './kube-client.js';
import {createSeeded} from './seeded.js';
import {createWorkQueue} from './work-queue.js';

/** The context of one cluster's controllers, and how to stop all that came of it. */
export function createContext(
  options: ControllerOptions,
  state: WorkloadState,
): {context: ControllerContext; stop(): void} {
  const {clock, cloud, cluster, behaviours, seed, transport, onFailure} = options;
  const informers = createInformerSet(transport('system:kube-controller-manager'), clock, onFailure);
  const clients = new Map<string, KubeClient>();
  const endings: Array<() => void> = [() => informers.stop()];
  let isStopped = false;
  const client = (user: string): KubeClient => {
    const known = clients.get(user);
    if (known) return known;
    const created = createKubeClient(transport(user), managerOf(user), informers.absorb);
    clients.set(user, created);
    return created;
  };
  const context: ControllerContext = {
    clock,
    cloud,
    cluster,
    minor: Number(/^v?1\.(\d+)/.exec(cluster.version)?.[1] ?? 27),
    behaviours,
    informers,
    state,
    seeded: createSeeded(seed),
    client,
    recorder: (user, component, host) => createEventRecorder(client(user), clock, component, host),
    queue(name, reconcile) {
      const queue = createWorkQueue(clock, reconcile, (key, error) => !isStopped && onFailure?.(name, key, error));
      endings.push(queue.stop);
      return queue;
    },
    every(periodMs, callback) {
      let cancel: Cancel = () => {};
      const arm = () => {
        cancel = clock.schedule(periodMs, () => {
          callback();
          if (!isStopped) arm();
        });
      };
      arm();
      endings.push(() => cancel());
    },
    onStop: (callback) => void endings.push(callback),
  };
  return {
    context,
    stop() {
      isStopped = true;
      for (const end of endings) end();
    },
  };
}

/** Accounts of `kube-system` that are programs of their own; all others there are parts of the controller manager. */
const ownPrograms = new Set(['addon-manager', 'cloud-controller-manager', 'cluster-autoscaler', 'pd-csi-controller']);

/** The name of the program that acts as a user: what its writes are managed by. */
function managerOf(user: string): string {
  const name = user.split(':').at(-1)!;
  if (user.startsWith('system:node:')) return 'kubelet';
  return user.startsWith('system:serviceaccount:kube-system:') && !ownPrograms.has(name)
    ? 'kube-controller-manager'
    : name;
}
