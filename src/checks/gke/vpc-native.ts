import type {Check} from '../../model/finding.js';
import {clusterProbe} from '../probes/cluster-probe.js';
import {judgeCluster} from './about-cluster.js';

export const vpcNative: Check = {
  id: 'gke/vpc-native',
  title: 'The cluster is VPC-native',
  why: 'In a routes-based cluster every node takes a route of the network, private nodes are not possible, and container-native load balancing is missing.',
  docs: 'https://cloud.google.com/kubernetes-engine/docs/concepts/alias-ips',
  runbook: '9',
  probes: [clusterProbe],
  needs: ['gke/cluster-healthy'],
  evaluate: (inputs) =>
    judgeCluster(inputs, 'alias IP ranges for pods', 'ipAllocationPolicy', ({isVpcNative}, words) =>
      isVpcNative
        ? words.pass('useIpAliases')
        : words.fail('routes-based', [
            {
              text: 'This cannot be changed: install into another cluster, or have one created with cluster.mode: create.',
            },
          ]),
    ),
};
