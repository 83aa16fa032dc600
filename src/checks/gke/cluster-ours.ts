import type {Check} from '../../model/finding.js';
import {clusterProbe} from '../probes/cluster-probe.js';
import {judgeCluster} from './about-cluster.js';

/** The label that every resource of a deployment carries. */
const ownerLabel = 'shakinstall-deployment';

export const clusterOurs: Check = {
  id: 'gke/cluster-ours',
  title: 'The cluster’s name is free, or the cluster is this deployment’s',
  why: 'What somebody else made is never changed: the run stops before it.',
  docs: 'https://cloud.google.com/kubernetes-engine/docs/how-to/creating-managing-labels',
  runbook: '9',
  probes: [clusterProbe],
  needs: ['project/project-usable'],
  evaluate(inputs) {
    const {
      deployment,
      cluster: {mode, name},
    } = inputs.config;
    const expected = `no cluster ${name}, or one with the label ${ownerLabel}=${deployment}`;
    return judgeCluster(inputs, expected, 'resourceLabels', ({labels}, words) => {
      if (mode === 'existing') return words.skip('an existing cluster is installed into, whoever made it');
      const owner = labels[ownerLabel];
      if (owner === deployment) return words.pass('this deployment’s');
      return words.fail(
        owner === undefined ? 'it exists and was made by somebody else' : `it is deployment ${owner}’s`,
        [
          {text: 'Set cluster.name to a free name.'},
          {text: 'Or set cluster.mode: existing, to install into it as it is.'},
        ],
      );
    });
  },
};
