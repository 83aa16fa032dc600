import {parseCidr} from '../../model/cidr.js';
import type {Check} from '../../model/finding.js';
import {selectNetworkProject} from '../../model/network-place.js';
import {simulateFirewall} from '../../model/simulate-firewall.js';
import {about} from '../about.js';
import {clusterNetworkProbe} from '../probes/cluster-network-probe.js';
import {ruleLayersProbe} from '../probes/rule-layers-probe.js';
import {subnetworksProbe} from '../probes/subnetworks-probe.js';
import {readFact} from '../read-fact.js';
import {describeVerdict} from './describe-verdict.js';
import {addPlannedRule, selectNodeTag} from './planned-rule.js';
import {selectSubnetwork} from './select-subnetwork.js';

/** Whence Google asks whether a node can serve. https://cloud.google.com/load-balancing/docs/firewall-rules */
const probers = ['35.191.0.0/16', '130.211.0.0/22', '209.85.152.0/22', '209.85.204.0/22'];
/** kube-proxy answers these questions. https://kubernetes.io/docs/reference/networking/virtual-ips/ */
const healthPort = 10256;

export const balancerReachable: Check = {
  id: 'network/balancer-reachable',
  title: 'Users and health checks reach the load balancer’s nodes',
  why: 'GKE opens the balancer’s ports by rules of priority 1000; a rule or policy that comes before closes the platform to its users, and nothing in the cluster says so.',
  docs: 'https://cloud.google.com/kubernetes-engine/docs/concepts/firewall-rules#service-fws',
  runbook: '20',
  probes: [ruleLayersProbe, subnetworksProbe, clusterNetworkProbe],
  needs: ['credentials/identity-present', 'network/network-present'],
  evaluate({config, release, facts}) {
    const cluster = readFact(facts, clusterNetworkProbe);
    const layers = readFact(facts, ruleLayersProbe);
    const isInternal = config.domain.exposure === 'internal';
    const subnetwork = selectSubnetwork(config, readFact(facts, subnetworksProbe), cluster);
    const ports = release.ingress.ports.length > 0 ? release.ingress.ports : [80, 443];
    const evidence = `gcloud compute networks get-effective-firewalls ${config.cluster.network} --project=${selectNetworkProject(config)}`;
    const users = isInternal ? subnetwork?.cidr : undefined;
    const rows = [
      ...ports.map((port) => ({who: isInternal ? `${users ?? 'the network'}` : 'everybody', source: users, port})),
      ...probers.map((source) => ({who: `health checks of ${source}`, source, port: healthPort})),
    ];
    const judged = rows.map(({who, source, port}) => {
      const tag = selectNodeTag(config.cluster.name);
      const planned = addPlannedRule(layers, {
        name: 'the rule of GKE’s load balancer',
        ports: [port],
        sourceRanges: [source ?? '0.0.0.0/0'],
        targetTags: [],
      });
      const verdict = simulateFirewall(planned, {
        source: source === undefined ? undefined : parseCidr(source),
        protocol: 'tcp',
        port,
        targetTags: [tag],
        targetServiceAccounts: [],
      });
      return {who, port, ...describeVerdict(verdict), verdict};
    });
    const closed = judged.filter(({action}) => action !== 'allow');
    const words = about({
      resource: `network ${config.cluster.network}`,
      expected: `tcp:${ports.join(', tcp:')} open to ${isInternal ? 'the network' : 'everybody'}, tcp:${healthPort} to Google’s health checks`,
      evidence,
    });
    if (closed.length === 0) return [words.pass(`nothing comes before GKE’s own rules`)];
    return closed.map(({who, port, text, action, verdict}) => {
      const one = about({resource: `tcp:${port} for ${who}`, expected: 'open', evidence});
      if (action === 'unknown')
        return one.unknown(text, {kind: 'answer', missing: 'networks.getEffectiveFirewalls', message: text});
      return one.fail(text, [
        {
          text: `Have ${verdict.rule?.name ?? 'that rule'} of ${verdict.layer} make an exception for tcp:${port} of the cluster’s nodes.`,
        },
      ]);
    });
  },
};
