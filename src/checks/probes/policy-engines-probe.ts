import type {ClusterProbe} from './probe.js';

/** Programs that enforce network policies, by the names of their DaemonSets. */
const engines: ReadonlyArray<readonly [name: string, pattern: RegExp]> = [
  ['Calico', /^calico-node/],
  ['Cilium', /^cilium$/],
  ['GKE Dataplane V2', /^anetd/],
  ['Antrea', /^antrea-agent/],
  ['kube-router', /^kube-router/],
  ['Weave', /^weave-net/],
  ['Canal', /^canal/],
  ['OVN-Kubernetes', /^ovnkube-node/],
  ['Azure network policy manager', /^azure-npm/],
];

/** Which of the known network policy engines the cluster runs; an unknown one may run all the same. */
export const policyEnginesProbe: ClusterProbe<readonly string[]> = {
  id: 'policy-engines',
  scope: 'cluster',
  async collect({ports, cluster}) {
    const found = new Set<string>();
    await ports.kube.scan(await cluster(), {apiVersion: 'apps/v1', kind: 'DaemonSet'}, ({metadata}) => {
      for (const [name, pattern] of engines) if (pattern.test(metadata.name)) found.add(name);
    });
    return [...found].sort();
  },
};
