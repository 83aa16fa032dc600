import {selectTellingNamespaces} from './platform-probe.js';
import type {ClusterProbe} from './probe.js';

/** A namespace that is being deleted. */
export interface EndingNamespace {
  readonly name: string;
  readonly sinceMs: number;
  /** What its controller says is left in it. */
  readonly remains: readonly string[];
}

export interface NamespacesFact {
  readonly count: number;
  /** Those with names like the platform's. */
  readonly ending: readonly EndingNamespace[];
}

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly message?: string;
}

/** Namespaces of the platform, present and former, that are on their way out. */
export const namespacesProbe: ClusterProbe<NamespacesFact> = {
  id: 'namespaces',
  scope: 'cluster',
  async collect({ports, cluster, deployment}) {
    const all = await ports.kube.list(await cluster(), {apiVersion: 'v1', kind: 'Namespace'});
    const own = new Set(
      selectTellingNamespaces(
        all.map(({metadata}) => metadata.name),
        deployment,
      ),
    );
    const mine = all.filter(({metadata}) => own.has(metadata.name));
    return {
      count: mine.length,
      ending: mine.flatMap(({metadata, status}) => {
        if (metadata.deletionTimestamp === undefined) return [];
        const {conditions = []} = (status ?? {}) as {readonly conditions?: readonly Condition[]};
        return [
          {
            name: metadata.name,
            sinceMs: Date.parse(metadata.deletionTimestamp),
            remains: conditions.flatMap(({status: value, message}) => (value === 'True' && message ? [message] : [])),
          },
        ];
      }),
    };
  },
};
