import type {Check} from '../../model/finding.js';
import {selectRegion} from '../../model/location.js';
import {selectNetworkProject} from '../../model/network-place.js';
import {about} from '../about.js';
import {clusterNetworkProbe} from '../probes/cluster-network-probe.js';
import {natsProbe} from '../probes/nats-probe.js';
import {networkRoutesProbe} from '../probes/network-routes-probe.js';
import {readFact} from '../read-fact.js';
import {selectSubnetworkName} from './select-subnetwork.js';

export const wayOutPresent: Check = {
  id: 'network/way-out-present',
  title: 'Nodes reach the internet, from where images and certificates come',
  why: 'The platform’s images come from docker.io and quay.io too, and its certificates from Let’s Encrypt. A network may lack the route there, and private nodes need Cloud NAT besides.',
  docs: 'https://cloud.google.com/nat/docs/gke-example',
  runbook: '17',
  probes: [networkRoutesProbe, natsProbe, clusterNetworkProbe],
  needs: ['credentials/identity-present', 'network/network-present'],
  evaluate({config, facts}) {
    const {network} = config.cluster;
    const project = selectNetworkProject(config);
    const region = selectRegion(config.location);
    const cluster = readFact(facts, clusterNetworkProbe);
    const routes = readFact(facts, networkRoutesProbe).filter(({destination}) => destination === '0.0.0.0/0');
    const direct = routes.find(({nextHop, tags}) => nextHop.kind === 'internet' && tags.length === 0);
    const other = routes.find(({nextHop, tags}) => nextHop.kind !== 'internet' && tags.length === 0);
    const words = about({
      resource: `network ${network}`,
      expected: 'a default route for every instance',
      evidence: `gcloud compute routes list --filter="network:${network} AND destRange=0.0.0.0/0" --project=${project}`,
    });
    const route = {
      text: 'Have the route made, or one to whatever lets traffic out here.',
      command: `gcloud compute routes create to-internet --network=${network} --destination-range=0.0.0.0/0 --next-hop-gateway=default-internet-gateway --project=${project}`,
    };
    if (direct === undefined && other !== undefined)
      return [
        words.warn(
          `${other.name} sends everything to ${other.nextHop.name}; whether that lets it out cannot be seen from here`,
          [
            {
              text: 'Ask who keeps it whether nodes may reach docker.io, quay.io, gcr.io and acme-v02.api.letsencrypt.org through it.',
            },
          ],
        ),
      ];
    if (direct === undefined) return [words.fail('no route leads to the internet', [route])];
    const isPrivate = config.cluster.private?.nodes === true || Boolean(cluster?.controlPlaneCidr);
    if (!isPrivate) return [words.pass(`${direct.name}; nodes have addresses of their own`)];
    const subnetwork = selectSubnetworkName(config, cluster);
    const nat = readFact(facts, natsProbe).find(({subnetworks}) => subnetworks?.includes(subnetwork) ?? true);
    const natWords = about({
      resource: `subnetwork ${subnetwork}`,
      expected: `Cloud NAT for ${subnetwork} in ${region}`,
      evidence: `gcloud compute routers list --regions=${region} --project=${project}`,
    });
    if (nat !== undefined) return [words.pass(direct.name), natWords.pass(`${nat.name} of router ${nat.router}`)];
    if (config.cluster.mode === 'create')
      return [words.pass(direct.name), natWords.pass(`${config.deployment}-nat is created by this plan`)];
    return [
      words.pass(direct.name),
      natWords.fail(`no NAT of ${network} serves ${subnetwork}, and its nodes have private addresses only`, [
        {
          text: 'Have a NAT made.',
          command: `gcloud compute routers create ${config.deployment}-router --network=${network} --region=${region} --project=${project} && gcloud compute routers nats create ${config.deployment}-nat --router=${config.deployment}-router --region=${region} --auto-allocate-nat-external-ips --nat-all-subnet-ip-ranges --project=${project}`,
        },
      ]),
    ];
  },
};
