import {formatLocationFlag} from '../../model/cluster-ref.js';
import type {Try} from '../../model/diagnostic.js';
import type {ClusterInputs} from '../../model/finding.js';
import {clusterProbe} from '../probes/cluster-probe.js';
import {readFactIfKnown} from '../read-fact-if-known.js';

/**
 * What to do where a control plane takes no connection: a private endpoint answers inside its network only, authorized
 * networks keep everybody else out, and neither says so.
 */
export function selectReachTries({facts}: ClusterInputs, endpoint: string): readonly Try[] {
  const cluster = readFactIfKnown(facts, clusterProbe);
  const between: Try = {text: 'See whether a proxy, a VPN or a firewall of your own network stands between.'};
  if (cluster === undefined || cluster === null) return [between];
  const {name, location, project} = cluster.ref;
  const place = `${formatLocationFlag(location)} --project=${project}`;
  const networks = cluster.authorizedNetworks?.map(({cidr}) => cidr);
  const isPrivate = cluster.privateEndpoint !== undefined && cluster.privateEndpoint === endpoint;
  return [
    ...(isPrivate
      ? [{text: 'The endpoint is private: run from a machine inside the network, or through its VPN.'}]
      : []),
    ...(networks === undefined
      ? []
      : [
          {
            text: `Authorized networks are ${networks.join(', ') || 'none'}: find out your own address, and add it to them.`,
            command: `gcloud container clusters update ${name} ${place} --enable-master-authorized-networks --master-authorized-networks=${[...networks, 'YOUR_ADDRESS/32'].join(',')}`,
          },
        ]),
    between,
  ];
}
