import type {Check, Judgement} from '../../model/finding.js';
import {about} from '../about.js';
import {domainZoneProbe} from '../probes/domain-zone-probe.js';
import {ingressProbe} from '../probes/ingress-probe.js';
import {resolversProbe} from '../probes/resolvers-probe.js';
import {readFact} from '../read-fact.js';

export const recordsLeadToIngress: Check = {
  id: 'road/records-lead-to-ingress',
  title: 'The domain and its wildcard are the ingress’ address',
  why: 'A record that still holds an older load balancer’s address leads users to nobody, or to somebody else.',
  docs: 'https://cloud.google.com/dns/docs/records',
  runbook: '20',
  scope: 'cluster',
  probes: [domainZoneProbe, resolversProbe, ingressProbe],
  needs: ['load-balancer/address-assigned', 'road/resolvers-agree'],
  evaluate({facts}) {
    const {answers, kept} = readFact(facts, domainZoneProbe);
    const resolvers = readFact(facts, resolversProbe);
    const {fqdn} = resolvers;
    const ingress = readFact(facts, ingressProbe);
    const wanted = [...ingress.addresses].sort();
    const judge = (name: string, kind: 'domain' | 'wildcard'): Judgement => {
      const own = answers.map((answer) => answer[kind]).filter(({isAuthoritative}) => isAuthoritative);
      const alias = own.find((answer) => answer.alias !== null)?.alias ?? null;
      // Behind an alias only those who follow it know the address.
      const seen = alias === null ? own : resolvers.answers.map((answer) => answer[kind]);
      const addresses = [...new Set(seen.flatMap((answer) => answer.addresses))].sort();
      const matter = about({
        resource: name,
        expected: `${name} is ${wanted.join(' ')}, the address of ${ingress.namespace}/${ingress.name}`,
        evidence: `dig A ${name === fqdn ? fqdn : `any.${fqdn}`}. && kubectl get service -n ${ingress.namespace} ${ingress.name}`,
      });
      const way = alias === null ? '' : `an alias of ${alias}, `;
      if (addresses.length > 0 && addresses.every((address) => wanted.includes(address)))
        return matter.pass(`${way}${addresses.join(' ')}`);
      const observed = `${way}${addresses.length === 0 ? 'no address' : addresses.join(' ')}`;
      const zone = kept === null ? '' : ` --zone=${kept.name} --project=${kept.project}`;
      const tries =
        kept === null
          ? [{text: `Have ${name} lead to ${wanted.join(' ')}, where the zone is kept.`}]
          : alias === null
            ? [
                {
                  text: `Let ${name} lead to the ingress.`,
                  command: `gcloud dns record-sets ${addresses.length === 0 ? 'create' : 'update'} "${name}." --type=A --ttl=300 --rrdatas=${wanted.join(',')}${zone}`,
                },
              ]
            : [
                {
                  text: 'Take the alias away, then create the A record.',
                  command: `gcloud dns record-sets delete "${name}." --type=CNAME${zone}\ngcloud dns record-sets create "${name}." --type=A --ttl=300 --rrdatas=${wanted.join(',')}${zone}`,
                },
              ];
      const judgement = matter.fail(observed, tries);
      return kept === null ? judgement : {...judgement, mendedBy: 'dns/create-records'};
    };
    return [judge(fqdn, 'domain'), judge(`*.${fqdn}`, 'wildcard')];
  },
};
