import {platformProbe} from './platform-probe.js';
import type {ClusterProbe} from './probe.js';

/** What a namespace allows that stands already. */
export interface NamespaceRules {
  readonly name: string;
  /** The level of Pod Security that it enforces; null where it names none. */
  readonly enforces: string | null;
  /** Whether the account is there that pods without one of their own run as. */
  readonly hasDefaultAccount: boolean;
  readonly quotas: ReadonlyArray<{
    readonly name: string;
    readonly hard: Readonly<Record<string, string>>;
    readonly used: Readonly<Record<string, string>>;
  }>;
}

interface QuotaStatus {
  readonly hard?: Readonly<Record<string, string>>;
  readonly used?: Readonly<Record<string, string>>;
}

/** Rules of the platform's namespaces, those that exist. */
export const namespaceRulesProbe: ClusterProbe<readonly NamespaceRules[]> = {
  id: 'namespace-rules',
  scope: 'cluster',
  async collect(inputs) {
    const {ports} = inputs;
    const [target, platform] = await Promise.all([inputs.cluster(), platformProbe.collect(inputs)]);
    const [namespaces, quotas] = await Promise.all([
      ports.kube.list(target, {apiVersion: 'v1', kind: 'Namespace'}),
      ports.kube.list(target, {apiVersion: 'v1', kind: 'ResourceQuota'}),
    ]);
    const own = namespaces.filter(
      ({metadata}) => platform.namespaces.includes(metadata.name) && metadata.deletionTimestamp === undefined,
    );
    return Promise.all(
      own.map(async ({metadata: {name, labels = {}}}): Promise<NamespaceRules> => {
        const account = await ports.kube.get(target, {
          apiVersion: 'v1',
          kind: 'ServiceAccount',
          name: 'default',
          namespace: name,
        });
        return {
          name,
          enforces: labels['pod-security.kubernetes.io/enforce'] ?? null,
          hasDefaultAccount: account !== undefined,
          quotas: quotas
            .filter(({metadata}) => metadata.namespace === name)
            .map(({metadata, status}) => {
              const {hard = {}, used = {}} = (status ?? {}) as QuotaStatus;
              return {name: metadata.name, hard, used};
            }),
        };
      }),
    );
  },
};
