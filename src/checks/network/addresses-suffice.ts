import {
  countNodesOfPodRange,
  countNodesOfSubnetwork,
  selectPodPrefix,
  selectSubnetworkPrefix,
} from '../../model/address-room.js';
import {parseCidr} from '../../model/cidr.js';
import {countNodes} from '../../model/count-nodes.js';
import type {Check} from '../../model/finding.js';
import {selectRegion} from '../../model/location.js';
import {selectNetworkProject} from '../../model/network-place.js';
import {about} from '../about.js';
import {clusterNetworkProbe} from '../probes/cluster-network-probe.js';
import {subnetworksProbe} from '../probes/subnetworks-probe.js';
import {readFact} from '../read-fact.js';
import {selectSubnetwork} from './select-subnetwork.js';

export const addressesSuffice: Check = {
  id: 'network/addresses-suffice',
  title: 'There are addresses for every node and pod at maximum size',
  why: 'Each node takes an address of the subnetwork and a /24 of the pods’ range; where these end, the autoscaler stops without a word to the platform.',
  docs: 'https://cloud.google.com/kubernetes-engine/docs/how-to/flexible-pod-cidr',
  runbook: '9',
  probes: [subnetworksProbe, clusterNetworkProbe],
  needs: ['credentials/identity-present', 'network/subnetwork-present'],
  evaluate({config, facts}) {
    const cluster = readFact(facts, clusterNetworkProbe);
    const subnetwork = selectSubnetwork(config, readFact(facts, subnetworksProbe), cluster);
    const nodeRange = subnetwork === undefined ? undefined : parseCidr(subnetwork.cidr);
    if (subnetwork === undefined || nodeRange === undefined) return [];
    const nodes = countNodes(config);
    const place = `--region=${selectRegion(config.location)} --project=${selectNetworkProject(config)}`;
    const evidence = `gcloud compute networks subnets describe ${subnetwork.name} ${place}`;
    const nodeWords = about({
      resource: `subnetwork ${subnetwork.name}`,
      expected: `addresses for ${nodes} nodes`,
      evidence,
    });
    const room = countNodesOfSubnetwork(nodeRange);
    const forNodes =
      room >= nodes
        ? nodeWords.pass(`${subnetwork.cidr} has room for ${room}`)
        : nodeWords.fail(`${subnetwork.cidr} has room for ${room}, ${nodes} are planned at most`, [
            {
              text: 'Have the subnetwork’s range widened; it can grow, never shrink.',
              command: `gcloud compute networks subnets expand-ip-range ${subnetwork.name} --prefix-length=${selectSubnetworkPrefix(nodes)} ${place}`,
            },
          ]);
    const named = subnetwork.secondaryRanges.find(({name}) => name === config.cluster.podRange)?.cidr;
    const podText = cluster?.podCidr ?? config.cluster.podCidr ?? named;
    const podRange = podText === undefined ? undefined : parseCidr(podText);
    if (podRange === undefined) return [forNodes];
    const podWords = about({
      resource: `pods’ range ${podText}`,
      expected: `a /24 for each of ${nodes} nodes`,
      evidence,
    });
    const podRoom = countNodesOfPodRange(podRange);
    if (podRoom >= nodes) return [forNodes, podWords.pass(`room for ${podRoom} nodes at 110 pods each`)];
    return [
      forNodes,
      podWords.fail(`room for ${podRoom} nodes at 110 pods each, ${nodes} are planned at most`, [
        cluster === null
          ? {text: `Give the pods a /${selectPodPrefix(nodes)} or wider, or lower the pools’ maxima.`}
          : {
              text: `Add a further range of pods to the cluster (/${selectPodPrefix(nodes - podRoom)} would do), or lower the pools’ maxima.`,
              command: `gcloud container clusters update ${config.cluster.name} --additional-pod-ipv4-ranges=RANGE_NAME --location=${config.location} --project=${config.project.id}`,
            },
      ]),
    ];
  },
};
