import type {Problem} from '../load/problem.js';
import type {View} from './view.js';

/** Whether a name lies in a zone's domain, which may end in a dot. */
export function isInZone(fqdn: string, dnsName: string): boolean {
  const domain = dnsName.replace(/\.$/, '');
  return fqdn === domain || fqdn.endsWith(`.${domain}`);
}

/** A domain outside its zone, as far as the configuration itself says what the zone holds. */
export function findDomainMismatch({domain}: View): Problem[] {
  if (domain?.fqdn === undefined || domain.zoneDnsName === undefined || isInZone(domain.fqdn, domain.zoneDnsName))
    return [];
  const zone = domain.zoneDnsName.replace(/\.$/, '');
  return [
    {
      code: 'SHK_CONFIG_E0020',
      path: ['domain', 'fqdn'],
      summary: `domain.fqdn ${domain.fqdn} lies outside the zone’s domain ${zone}.`,
      detail: `Allowed: ${zone} and names that end in .${zone}.`,
      tries: [{text: `Write ${domain.fqdn.split('.')[0]}.${zone}, or name the zone that holds ${domain.fqdn}.`}],
    },
  ];
}
