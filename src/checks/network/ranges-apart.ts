import {type Cidr, isOverlapping, parseCidr} from '../../model/cidr.js';
import type {Check} from '../../model/finding.js';
import type {InstallConfig} from '../../model/install-config.js';
import {selectNetworkProject} from '../../model/network-place.js';
import type {RouteState, SubnetworkState} from '../../model/ports/networks.js';
import {about} from '../about.js';
import {type ClusterNetworkFact, clusterNetworkProbe} from '../probes/cluster-network-probe.js';
import {networkRoutesProbe} from '../probes/network-routes-probe.js';
import {subnetworksProbe} from '../probes/subnetworks-probe.js';
import {readFact} from '../read-fact.js';
import {selectSubnetwork} from './select-subnetwork.js';

interface Range {
  readonly name: string;
  readonly text: string;
  readonly cidr: Cidr;
}

const rangeOf = (name: string, text: string | null | undefined): readonly Range[] => {
  const cidr = text === null || text === undefined ? undefined : parseCidr(text);
  return cidr === undefined || text === null || text === undefined ? [] : [{name, text, cidr}];
};

/** Ranges of the cluster: as it stands, or as the plan asks for them. What GKE chooses by itself, it chooses free. */
function listOwn(
  config: InstallConfig,
  subnetwork: SubnetworkState,
  cluster: ClusterNetworkFact | null,
): readonly Range[] {
  const {podCidr, serviceCidr, podRange, serviceRange} = config.cluster;
  const named = (name: string | undefined) => subnetwork.secondaryRanges.find((range) => range.name === name)?.cidr;
  return [
    ...rangeOf('nodes', subnetwork.cidr),
    ...rangeOf('pods', cluster?.podCidr ?? podCidr ?? named(podRange)),
    ...rangeOf('services', cluster?.serviceCidr ?? serviceCidr ?? named(serviceRange)),
    ...rangeOf('control plane', cluster?.controlPlaneCidr ?? config.cluster.private?.controlPlaneCidr),
  ];
}

/** Ranges that others have: further subnetworks with their secondary ranges, peers, and routes that lead elsewhere. */
function listOthers(
  own: SubnetworkState,
  ownNames: readonly string[],
  ownTexts: readonly string[],
  subnetworks: readonly SubnetworkState[],
  routes: readonly RouteState[],
): readonly Range[] {
  return [
    ...subnetworks
      .filter((other) => other !== own)
      .flatMap((other) => rangeOf(`subnetwork ${other.name} of ${other.region}`, other.cidr)),
    ...subnetworks.flatMap((other) =>
      other.secondaryRanges
        .filter(({name, cidr}) => other !== own || !(ownNames.includes(name) || ownTexts.includes(cidr)))
        .flatMap(({name, cidr}) => rangeOf(`secondary range ${name} of subnetwork ${other.name}`, cidr)),
    ),
    ...routes
      .filter(({nextHop, destination}) => nextHop.kind !== 'internet' && destination !== '0.0.0.0/0')
      .flatMap(({name, nextHop, destination}) =>
        rangeOf(nextHop.kind === 'peering' ? `peering ${nextHop.name}` : `route ${name}`, destination),
      ),
  ];
}

export const rangesApart: Check = {
  id: 'network/ranges-apart',
  title: 'Nodes, pods, services and control plane have ranges of their own',
  why: 'GKE refuses ranges that touch another subnetwork or a peer, and what is peered later is never heard of again.',
  docs: 'https://cloud.google.com/kubernetes-engine/docs/concepts/alias-ips',
  runbook: '9',
  probes: [subnetworksProbe, networkRoutesProbe, clusterNetworkProbe],
  needs: ['credentials/identity-present', 'network/subnetwork-present'],
  evaluate({config, facts}) {
    const subnetworks = readFact(facts, subnetworksProbe);
    const cluster = readFact(facts, clusterNetworkProbe);
    const subnetwork = selectSubnetwork(config, subnetworks, cluster);
    if (subnetwork === undefined) return [];
    const own = listOwn(config, subnetwork, cluster);
    const names = [config.cluster.podRange, config.cluster.serviceRange].filter((name) => name !== undefined);
    const texts = cluster === null ? [] : own.map(({text}) => text);
    // The peering by which GKE reaches an older control plane carries that very range.
    const routes = readFact(facts, networkRoutesProbe).filter(({destination}) => !texts.includes(destination));
    const others = listOthers(subnetwork, names, texts, subnetworks, routes);
    const project = selectNetworkProject(config);
    return own.map((range, index) => {
      const words = about({
        resource: `range of ${range.name}`,
        expected: `${range.text} shares no address with any other range of ${config.cluster.network} and its peers`,
        evidence: `gcloud compute routes list --filter="network:${config.cluster.network}" --project=${project}`,
      });
      const clashes = [...own.slice(0, index), ...others].filter(({cidr}) => isOverlapping(cidr, range.cidr));
      if (clashes.length === 0) return words.pass(range.text);
      const shown = clashes.slice(0, 3).map(({name, text}) => `${name} ${text}`);
      const more = clashes.length > shown.length ? ` and ${clashes.length - shown.length} more` : '';
      return words.fail(`${range.text} overlaps ${shown.join(', ')}${more}`, [
        {text: `Choose another range of ${range.name} in the configuration, or leave it out and let GKE choose.`},
      ]);
    });
  },
};
