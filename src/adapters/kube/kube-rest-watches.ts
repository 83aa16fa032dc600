import {setTimeout as wait} from 'node:timers/promises';
import {CloudFailure} from '../../model/cloud-failure.js';
import type {KubeTarget} from '../../model/ports/kube.js';
import type {KubeWatches, WatchSelection} from '../../model/ports/kube-watches.js';
import {openKubeConnections} from './kube-connections.js';
import {type KubeCredential, metadataListOnly, metadataOnly} from './kube-http.js';

/** The server ends a stream after this many seconds, so that a connection that died in silence is not held for good. */
const streamSeconds = 300;

/** A broken stream is taken up again after this many milliseconds, twice as many each time, and so many at most. */
const firstPauseMs = 500;
const longestPauseMs = 30_000;

/** What no further attempt would mend. */
const isFinal = (error: unknown) =>
  error instanceof CloudFailure && ['permission', 'unauthenticated', 'not-found', 'invalid'].includes(error.kind);

interface WatchEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';
  readonly object: {readonly metadata?: {readonly resourceVersion?: string}};
}

/** Watches over plain HTTPS, on connections of their own: a stream that is held open takes none from those who ask. */
export function KubeRestWatches(fetchCredential: () => Promise<KubeCredential>): KubeWatches {
  const {send, follow, pathOf} = openKubeConnections(fetchCredential);
  const readVersion = async (target: KubeTarget, path: string): Promise<string> => {
    const list = await send(target, {method: 'GET', path: `${path}?limit=1`, accept: metadataListOnly});
    return (list as {metadata?: {resourceVersion?: string}}).metadata?.resourceVersion ?? '';
  };
  return {
    async follow(target, {apiVersion, kind}: WatchSelection, onChange, signal) {
      const path = await pathOf(target, apiVersion, kind, undefined);
      let version: string | undefined;
      let pauseMs = firstPauseMs;
      let hasMissed = false;
      while (!signal.aborted) {
        try {
          if (version === undefined) {
            version = await readVersion(target, path);
            if (hasMissed) onChange();
            hasMissed = true;
          }
          const query = new URLSearchParams({
            watch: 'true',
            allowWatchBookmarks: 'true',
            resourceVersion: version,
            timeoutSeconds: String(streamSeconds),
          });
          const onLine = (line: string) => {
            const {type, object} = JSON.parse(line) as WatchEvent;
            // What was between is no longer known there: begin again.
            if (type === 'ERROR') version = undefined;
            else version = object.metadata?.resourceVersion ?? version;
            if (type !== 'BOOKMARK' && type !== 'ERROR') onChange();
            pauseMs = firstPauseMs;
          };
          // Names and versions are enough to know that something changed; nothing of what objects hold travels.
          await follow(target, {path: `${path}?${query}`, accept: metadataOnly, onLine, signal});
        } catch (error) {
          if (signal.aborted) return;
          const isGone = error instanceof CloudFailure && error.status === 410;
          if (isGone) version = undefined;
          else if (isFinal(error)) throw error;
        }
        await wait(pauseMs, undefined, {signal}).catch(() => undefined);
        pauseMs = Math.min(pauseMs * 2, longestPauseMs);
      }
    },
  };
}
