import type {Try} from '../../model/diagnostic.js';
import type {CertificateFact, ChainLink} from '../probes/certificates-probe.js';

/** Where on the way from a Certificate to its Secret things stand still: what failed, else the last that is not done. */
export function selectBrokenLink({chain}: CertificateFact): ChainLink | undefined {
  const open = chain.filter(({isDone}) => !isDone);
  const deepest = [...open].reverse();
  // A failed request only repeats what its Order or Challenge said.
  return deepest.find(({isFailed}) => isFailed) ?? deepest[0];
}

/** What authorities and Google say, and what it means; first match first. */
const meanings: ReadonlyArray<{readonly pattern: RegExp; readonly text: string; readonly command?: string}> = [
  {
    pattern: /rateLimited|too many certificates/i,
    text: 'The authority takes no more orders for these names for a while. Wait until the time it names, restore the Secret from a backup, or use its staging server meanwhile; do not delete the Secret again.',
    command: 'kubectl get certificaterequests.cert-manager.io -A --sort-by=.metadata.creationTimestamp',
  },
  {
    pattern: /\bcaa\b/i,
    text: 'A CAA record forbids this authority: let it name letsencrypt.org, or remove it.',
  },
  {
    pattern: /(403|forbidden|permission|insufficient|PERMISSION_DENIED)/i,
    text: 'The solver’s service account may not change the zone: give it roles/dns.admin on the project that holds the zone.',
    command: 'kubectl get clusterissuers.cert-manager.io -o yaml',
  },
  {
    pattern: /not yet propagated|propagation/i,
    text: 'The challenge’s record is in the zone and the servers that cert-manager asks do not see it: see whether the parent zone refers to the zone’s servers, or give cert-manager other resolvers (--dns01-recursive-nameservers).',
  },
  {
    pattern: /wrong status code|connection refused|timeout|timed out|http-01/i,
    text: 'The authority must reach http://DOMAIN/.well-known/acme-challenge/ on port 80 from anywhere: see the load balancer’s source ranges and the firewall.',
  },
  {
    pattern: /no configured challenge solvers/i,
    text: 'No solver of the issuer fits these names: a wildcard needs DNS-01.',
  },
];

/** What to do about a link's words. */
export function selectChainCure({kind, namespace, name, message}: ChainLink): readonly Try[] {
  const describe = `kubectl describe ${kind.toLowerCase()} ${name}${namespace === '' ? '' : ` -n ${namespace}`}`;
  const found = meanings.find(({pattern}) => pattern.test(message));
  return [
    {
      text: found?.text ?? 'See what it says, and what cert-manager logs about it.',
      command: found?.command ?? describe,
    },
  ];
}
