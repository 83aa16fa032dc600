import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {clusterProbe} from '../probes/cluster-probe.js';
import {readFact} from '../read-fact.js';
import {formatPlace} from './about-cluster.js';

const minorOf = (version: string) => Number(/^v?\d+\.(\d+)/.exec(version)?.[1] ?? Number.NaN);

/** Minors that a kubelet may be older than its control plane. https://kubernetes.io/releases/version-skew-policy/#kubelet */
const mostBehind = (controlPlaneMinor: number) => (controlPlaneMinor >= 28 ? 3 : 2);

export const nodeVersionsNear: Check = {
  id: 'gke/node-versions-near',
  title: 'Nodes are neither newer nor much older than the control plane',
  why: 'Kubernetes supports nodes up to two minor versions behind their control plane, three from 1.28 on, and none ahead of it.',
  docs: 'https://kubernetes.io/releases/version-skew-policy/#kubelet',
  runbook: '10',
  probes: [clusterProbe],
  needs: ['gke/cluster-healthy'],
  evaluate(inputs) {
    const cluster = readFact(inputs.facts, clusterProbe);
    const {name} = inputs.config.cluster;
    if (cluster === null) return [];
    const master = minorOf(cluster.version);
    const most = mostBehind(master);
    return cluster.nodePools.map((pool) => {
      const words = about({
        resource: `pool ${pool.name}`,
        expected: `at most ${most} minor versions older than ${cluster.version}, and not newer`,
        evidence: `gcloud container node-pools describe ${pool.name} --cluster=${name} ${formatPlace(inputs)} --format="value(version)"`,
      });
      const behind = master - minorOf(pool.version);
      if (Number.isNaN(behind))
        return words.unknown(`version ${pool.version || 'missing'}`, {
          kind: 'answer',
          missing: 'clusters.get',
          message: `GKE tells no version of pool ${pool.name} that can be read`,
        });
      const upgrade = {
        text: 'Bring the pool to the control plane’s version.',
        command: `gcloud container clusters upgrade ${name} --node-pool=${pool.name} ${formatPlace(inputs)}`,
      };
      if (behind < 0)
        return words.fail(`${pool.version} is newer than the control plane’s ${cluster.version}`, [
          {
            text: 'Upgrade the control plane.',
            command: `gcloud container clusters upgrade ${name} --master ${formatPlace(inputs)}`,
          },
        ]);
      if (behind > most) return words.fail(`${pool.version}, ${behind} minor versions behind`, [upgrade]);
      if (behind === most)
        return words.warn(`${pool.version}, ${behind} minor versions behind: no more is allowed`, [upgrade]);
      return words.pass(pool.version);
    });
  },
};
