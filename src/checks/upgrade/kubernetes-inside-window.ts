import type {Gate} from '../../model/gate.js';
import type {UpgradeFacts} from '../../model/upgrade-facts.js';
import {isInsideWindow} from '../../release/kubernetes-window.js';
import {compareReleaseVersions} from '../../release/upgrade/compare-versions.js';

export const kubernetesInsideWindow: Gate<UpgradeFacts> = {
  id: 'upgrade/kubernetes-inside-window',
  code: 'SHK_UPGRADE_E2004',
  title: 'The release supports the control plane’s and every pool’s version of Kubernetes',
  docs: 'https://cloud.google.com/kubernetes-engine/docs/concepts/cluster-upgrades',
  evaluate({candidate, cluster}) {
    const {kubernetes, version} = candidate;
    const parts = [
      {name: 'the control plane', version: cluster.version},
      ...cluster.pools.map(({name, version: at}) => ({name: `pool ${name}`, version: at})),
    ];
    const outside = parts.filter((part) => !isInsideWindow(kubernetes, part.version));
    const [first] = outside;
    if (first === undefined)
      return {verdict: 'pass', observed: `${cluster.version}, all pools within ${kubernetes.range}`};
    const isTooOld = compareReleaseVersions(first.version, kubernetes.minimum) < 0;
    const observed = outside.map((part) => `${part.name} at ${part.version}`).join(', ');
    return {
      verdict: 'fail',
      observed,
      expected: `${kubernetes.range}, as ${version} states`,
      evidence: 'kubectl get nodes',
      tries: isTooOld
        ? [
            {
              text: `The cluster comes first here: ${version} needs ${kubernetes.minimum} or later.`,
              command: `shakinstall cluster upgrade --to ${kubernetes.minimum}`,
            },
            {text: 'Then this release.', command: `shakinstall upgrade --release ${version}`},
          ]
        : [
            {
              text: `A later release comes first: this one ends before ${first.version}.`,
              command: 'shakinstall releases',
            },
          ],
    };
  },
};
