import type {Check} from '../../model/finding.js';
import {isSharedNetwork, selectNetworkProject} from '../../model/network-place.js';
import {about} from '../about.js';
import {networkProbe} from '../probes/network-probe.js';
import {readFact} from '../read-fact.js';

export const networkPresent: Check = {
  id: 'network/network-present',
  title: 'The VPC network exists',
  why: 'GKE refuses a cluster in a network that is not there, after the project, its account and its key are made.',
  docs: 'https://cloud.google.com/vpc/docs/create-modify-vpc-networks',
  runbook: '9',
  probes: [networkProbe],
  needs: ['project/project-usable'],
  evaluate({config, facts}) {
    const network = readFact(facts, networkProbe);
    const {network: name} = config.cluster;
    const project = selectNetworkProject(config);
    const words = about({
      resource: `network ${name}`,
      expected: `a network ${name} in ${project}${isSharedNetwork(config) ? ', the host project of the shared VPC' : ''}`,
      evidence: `gcloud compute networks list --project=${project}`,
    });
    if (network !== null) return [words.pass(network.isAuto ? 'of auto mode' : 'of custom mode')];
    return [
      words.fail(`there is no network ${name} in ${project}`, [
        {
          text: 'Name another in cluster.network, or make it.',
          command: `gcloud compute networks create ${name} --subnet-mode=custom --project=${project}`,
        },
      ]),
    ];
  },
};
