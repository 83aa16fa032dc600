import type {Check} from '../../model/finding.js';
import {selectRegion} from '../../model/location.js';
import {selectNetworkProject} from '../../model/network-place.js';
import {about} from '../about.js';
import {clusterNetworkProbe} from '../probes/cluster-network-probe.js';
import {subnetworksProbe} from '../probes/subnetworks-probe.js';
import {readFact} from '../read-fact.js';
import {selectSubnetwork, selectSubnetworkName} from './select-subnetwork.js';

export const subnetworkPresent: Check = {
  id: 'network/subnetwork-present',
  title: 'The network has the subnetwork of the nodes, with the ranges that are named',
  why: 'A network of custom mode has no subnetwork but those somebody made; a name that is missing is refused with the cluster.',
  docs: 'https://cloud.google.com/vpc/docs/subnets',
  runbook: '9',
  probes: [subnetworksProbe, clusterNetworkProbe],
  needs: ['credentials/identity-present', 'network/network-present'],
  evaluate({config, facts}) {
    const subnetworks = readFact(facts, subnetworksProbe);
    const cluster = readFact(facts, clusterNetworkProbe);
    const subnetwork = selectSubnetwork(config, subnetworks, cluster);
    const name = selectSubnetworkName(config, cluster);
    const region = selectRegion(config.location);
    const project = selectNetworkProject(config);
    const place = `--region=${region} --project=${project}`;
    const words = about({
      resource: `subnetwork ${name}`,
      expected: `a subnetwork ${name} of ${config.cluster.network} in ${region}`,
      evidence: `gcloud compute networks subnets list --network=${config.cluster.network} --project=${project}`,
    });
    if (subnetwork === undefined) {
      const there = subnetworks.filter((other) => other.region === region).map((other) => other.name);
      return [
        words.fail(`${config.cluster.network} has in ${region}: ${there.join(', ') || 'none'}`, [
          there.length > 0
            ? {text: `Name one of these in cluster.subnetwork: ${there.join(', ')}.`}
            : {
                text: 'Have one made, with a range that nobody else uses.',
                command: `gcloud compute networks subnets create ${name} --network=${config.cluster.network} --range=RANGE ${place}`,
              },
        ]),
      ];
    }
    const named = [config.cluster.podRange, config.cluster.serviceRange].filter((range) => range !== undefined);
    const ranges = named.map((range) => {
      const found = subnetwork.secondaryRanges.find((other) => other.name === range);
      const rangeWords = about({
        resource: `secondary range ${range}`,
        expected: `a secondary range ${range} of subnetwork ${name}`,
        evidence: `gcloud compute networks subnets describe ${name} ${place}`,
      });
      if (found !== undefined) return rangeWords.pass(found.cidr);
      return rangeWords.fail(
        `${name} has ${subnetwork.secondaryRanges.map((other) => other.name).join(', ') || 'no secondary ranges'}`,
        [
          {
            text: 'Name one that is there, or have it made.',
            command: `gcloud compute networks subnets update ${name} ${place} --add-secondary-ranges=${range}=RANGE`,
          },
        ],
      );
    });
    return [words.pass(subnetwork.cidr), ...ranges];
  },
};
