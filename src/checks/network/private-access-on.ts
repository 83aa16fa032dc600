import type {Check} from '../../model/finding.js';
import {selectRegion} from '../../model/location.js';
import {isSharedNetwork, selectNetworkProject} from '../../model/network-place.js';
import {about} from '../about.js';
import {clusterNetworkProbe} from '../probes/cluster-network-probe.js';
import {subnetworksProbe} from '../probes/subnetworks-probe.js';
import {readFact} from '../read-fact.js';
import {selectSubnetwork} from './select-subnetwork.js';

export const privateAccessOn: Check = {
  id: 'network/private-access-on',
  title: 'Private nodes reach Google’s APIs and registries',
  why: 'Nodes without addresses of their own reach Google only where their subnetwork has Private Google Access. GKE turns it on with a private cluster, but not in another project’s network.',
  docs: 'https://cloud.google.com/vpc/docs/private-google-access',
  runbook: '9',
  probes: [subnetworksProbe, clusterNetworkProbe],
  needs: ['credentials/identity-present', 'network/subnetwork-present'],
  evaluate({config, facts}) {
    const cluster = readFact(facts, clusterNetworkProbe);
    const subnetwork = selectSubnetwork(config, readFact(facts, subnetworksProbe), cluster);
    const isPrivate = config.cluster.private?.nodes === true || Boolean(cluster?.controlPlaneCidr);
    if (subnetwork === undefined || !isPrivate) return [];
    const {name, isPrivateAccess} = subnetwork;
    const place = `--region=${selectRegion(config.location)} --project=${selectNetworkProject(config)}`;
    const words = about({
      resource: `subnetwork ${name}`,
      expected: 'Private Google Access is on',
      evidence: `gcloud compute networks subnets describe ${name} ${place} --format="value(privateIpGoogleAccess)"`,
    });
    if (isPrivateAccess === true) return [words.pass('on')];
    if (isPrivateAccess === undefined)
      return [
        words.unknown('Google does not say', {
          kind: 'answer',
          missing: 'subnetworks.aggregatedList',
          message: `the answer about ${name} lacks privateIpGoogleAccess`,
        }),
      ];
    if (cluster === null && config.cluster.mode === 'create' && !isSharedNetwork(config))
      return [words.pass('off; GKE turns it on with the cluster')];
    return [
      words.fail('off', [
        {
          text: 'Have it turned on.',
          command: `gcloud compute networks subnets update ${name} ${place} --enable-private-ip-google-access`,
        },
      ]),
    ];
  },
};
