import {isPrivate, parseCidr} from '../../model/cidr.js';
import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {frontDoorProbe} from '../probes/front-door-probe.js';
import {ingressProbe} from '../probes/ingress-probe.js';
import {readFact} from '../read-fact.js';
import {readFactIfKnown} from '../read-fact-if-known.js';

const isPrivateRange = (range: string): boolean => {
  const cidr = parseCidr(range);
  return cidr !== undefined && isPrivate(cidr);
};

export const sourcesAllowed: Check = {
  id: 'load-balancer/sources-allowed',
  title: 'The load balancer lets its users in',
  why: 'Source ranges that leave out the users’ networks look like a dead address to them; those of Let’s Encrypt cannot be listed, so HTTP-01 fails.',
  docs: 'https://cloud.google.com/kubernetes-engine/docs/how-to/service-parameters#load-balancer-ip-address-range',
  runbook: '19',
  scope: 'cluster',
  probes: [ingressProbe],
  needs: ['load-balancer/address-assigned'],
  evaluate({facts}) {
    const {namespace, name, sourceRanges, isInternal} = readFact(facts, ingressProbe);
    const matter = about({
      resource: `Service ${namespace}/${name}`,
      expected: 'every network from which the platform is used',
      evidence: `kubectl get service -n ${namespace} ${name} -o jsonpath="{.spec.loadBalancerSourceRanges}"`,
    });
    if (sourceRanges.length === 0 || sourceRanges.includes('0.0.0.0/0'))
      return [matter.pass(isInternal ? 'all of the VPC' : 'all')];
    const list = sourceRanges.join(', ');
    const open = {
      text: 'Let the ranges hold the networks that the platform is used from, or take them away.',
      command: `kubectl patch service -n ${namespace} ${name} --type merge --patch '{"spec":{"loadBalancerSourceRanges":null}}'`,
    };
    const tries = [
      open,
      {
        text: 'See who wrote them.',
        command: `kubectl get service -n ${namespace} ${name} -o yaml --show-managed-fields`,
      },
    ];
    if (!isInternal && sourceRanges.every(isPrivateRange))
      return [matter.fail(`only ${list}: private ranges, from which nobody comes over the Internet`, tries)];
    const door = readFactIfKnown(facts, frontDoorProbe)?.https;
    return door?.state === 'timed-out' && !isInternal
      ? [matter.fail(`only ${list}, and connections from this machine are dropped`, tries)]
      : [matter.pass(`only ${list}`)];
  },
};
