import type {Check} from '../../model/finding.js';
import {clusterProbe} from '../probes/cluster-probe.js';
import {formatPlace, judgeCluster} from './about-cluster.js';

export const channelAsPlanned: Check = {
  id: 'gke/channel-as-planned',
  title: 'The cluster is on the release channel that the configuration names',
  why: 'A channel upgrades control plane and nodes by itself, past the versions that the release supports if nobody stops it.',
  docs: 'https://cloud.google.com/kubernetes-engine/docs/concepts/release-channels',
  runbook: '9',
  probes: [clusterProbe],
  needs: ['gke/cluster-healthy'],
  evaluate(inputs) {
    const {name, channel: wanted} = inputs.config.cluster;
    return judgeCluster(inputs, `channel ${wanted}`, 'releaseChannel', ({channel}, words) => {
      const actual = channel === '' || channel === 'unspecified' ? 'none' : channel;
      if (actual === wanted) return words.pass(actual);
      return words.warn(`the cluster is on ${actual}, the configuration says ${wanted}`, [
        {text: `Set cluster.channel: ${actual}, if it is meant to stay so.`},
        {
          text: 'Or move the cluster.',
          command: `gcloud container clusters update ${name} ${formatPlace(inputs)} --release-channel=${wanted === 'none' ? 'None' : wanted}`,
        },
      ]);
    });
  },
};
