import {setTimeout as wait} from 'node:timers/promises';
import type {KubeTarget} from '../model/ports/kube.js';
import type {KubeWatches, WatchSelection} from '../model/ports/kube-watches.js';

/** That something in a cluster changes, as its API server tells. */
export interface ClusterChanges {
  /**
   * Resolves once something has changed since this was last waited for, a moment after it: a rollout is many changes,
   * and they are looked at together. Rests for `restMs` first, so that not all of the time is spent looking.
   */
  next(restMs: number, signal: AbortSignal): Promise<void>;
  stop(): void;
}

/** Changes within this many milliseconds of the first are one. */
const settleMs = 500;

/**
 * Kinds in whose objects the health of a platform shows. Nodes and leases are left out, whose heartbeats change them all
 * the time: a node that is lost shows in its pods.
 */
const kinds: readonly WatchSelection[] = [
  ...['Pod', 'PersistentVolumeClaim', 'Secret', 'Service'].map((kind) => ({apiVersion: 'v1', kind})),
  ...['DaemonSet', 'Deployment', 'StatefulSet'].map((kind) => ({apiVersion: 'apps/v1', kind})),
  {apiVersion: 'batch/v1', kind: 'Job'},
  ...['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'].map((kind) => ({
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind,
  })),
  {apiVersion: 'cert-manager.io/v1', kind: 'Certificate'},
  ...['Gateway', 'VirtualService'].map((kind) => ({apiVersion: 'networking.istio.io/v1beta1', kind})),
  {apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy'},
];

/** Holds a watch on each of the kinds; one that is refused or not served is left to looking. */
export function followCluster(watches: KubeWatches, target: KubeTarget): ClusterChanges {
  const abort = new AbortController();
  let hasChanged = false;
  let tell = () => {};
  const onChange = () => {
    hasChanged = true;
    tell();
  };
  for (const selection of kinds) watches.follow(target, selection, onChange, abort.signal).catch(() => undefined);
  return {
    async next(restMs, signal) {
      await wait(restMs, undefined, {signal}).catch(() => undefined);
      if (!hasChanged && !signal.aborted)
        await new Promise<void>((resolve) => {
          tell = resolve;
          signal.addEventListener('abort', () => resolve(), {once: true});
        });
      await wait(settleMs, undefined, {signal}).catch(() => undefined);
      hasChanged = false;
    },
    stop: () => abort.abort(),
  };
}
