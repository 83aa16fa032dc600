import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {clusterProbe} from '../probes/cluster-probe.js';
import {readFact} from '../read-fact.js';
import {formatPlace} from './about-cluster.js';

export const nodeImagesRunContainerd: Check = {
  id: 'gke/node-images-run-containerd',
  title: 'Every node image runs containerd on Linux',
  why: 'Images with Docker are gone since GKE 1.24: pools that have them block the control plane’s upgrade.',
  docs: 'https://cloud.google.com/kubernetes-engine/docs/deprecations/docker-containerd',
  runbook: '10',
  probes: [clusterProbe],
  needs: ['gke/cluster-healthy'],
  evaluate(inputs) {
    const {name} = inputs.config.cluster;
    const pools = readFact(inputs.facts, clusterProbe)?.nodePools ?? [];
    return pools.map((pool) => {
      const words = about({
        resource: `pool ${pool.name}`,
        expected: 'COS_CONTAINERD or UBUNTU_CONTAINERD',
        evidence: `gcloud container node-pools describe ${pool.name} --cluster=${name} ${formatPlace(inputs)} --format="value(config.imageType)"`,
      });
      const image = pool.imageType ?? '';
      if (image === '')
        return words.unknown('no image type is told', {
          kind: 'answer',
          missing: 'clusters.get',
          message: `GKE tells no image type of pool ${pool.name}`,
        });
      if (/WINDOWS/i.test(image)) return words.pass(`${image}; the platform’s pods go to other pools`);
      if (/_CONTAINERD$/i.test(image)) return words.pass(image);
      return words.fail(image, [
        {
          text: 'Move the pool to an image with containerd; its nodes are replaced one by one.',
          command: `gcloud container clusters upgrade ${name} ${formatPlace(inputs)} --node-pool=${pool.name} --image-type=COS_CONTAINERD`,
        },
      ]);
    });
  },
};
