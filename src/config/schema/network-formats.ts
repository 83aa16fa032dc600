import {z} from 'zod';
import {formatCidr, isPrivate, parseCidr} from '../../model/cidr.js';
import {textOf} from './formats.js';

const cidrText = '^\\d{1,3}(\\.\\d{1,3}){3}/\\d{1,2}$';

/** An IPv4 range in its canonical form: Google refuses bits below the prefix. */
export const cidr = textOf(new RegExp(cidrText), 'an IPv4 range such as 203.0.113.0/24').refine(
  (text) => !new RegExp(cidrText).test(text) || isCanonical(text),
  {error: 'an IPv4 range whose octets are at most 255 and which starts at its first address, such as 203.0.113.0/24'},
);

const sizedCidr = (widest: number, narrowest: number, example: string) =>
  cidr.refine(
    (text) => {
      const parsed = parseCidr(text);
      return parsed === undefined || (parsed.prefix >= widest && parsed.prefix <= narrowest);
    },
    {error: `a range between /${widest} and /${narrowest}, such as ${example}`},
  );

/** https://cloud.google.com/kubernetes-engine/docs/concepts/alias-ips#cluster_sizing */
export const podCidr = sizedCidr(9, 21, '10.4.0.0/14');
/** https://cloud.google.com/kubernetes-engine/docs/concepts/alias-ips#cluster_sizing_secondary_range_svcs */
export const serviceCidr = sizedCidr(16, 27, '10.8.0.0/20');

/** https://cloud.google.com/kubernetes-engine/docs/how-to/private-clusters */
export const controlPlaneCidr = cidr.refine(
  (text) => {
    const parsed = parseCidr(text);
    return parsed === undefined || (parsed.prefix === 28 && isPrivate(parsed));
  },
  {error: 'a private range of exactly /28, such as 172.16.0.0/28'},
);

/** A name under which browsers reach the platform: `*.` has to fit before it. */
export const fqdn = textOf(
  /^(?=.{4,251}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/,
  'a lower-case domain name such as shakudo.example.com, without scheme, port, path or final dot',
);

/** https://cloud.google.com/dns/docs/reference/rest/v1/managedZones#ManagedZone */
export const dnsZoneName = textOf(
  /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/,
  'the name of a Cloud DNS zone, which has 1 to 63 lower-case letters, digits and dashes; it is not the domain',
);

/** The domain of a zone, with or without its final dot. */
export const zoneDnsName = textOf(
  /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z][a-z0-9-]{0,61}[a-z0-9]\.?$/,
  'the domain of a Cloud DNS zone such as example.com',
);

export const namedNetwork = z.strictObject({
  name: z.string().min(1).meta({description: 'Whose network it is'}),
  cidr: cidr.meta({description: 'IPv4 range, such as 203.0.113.7/32'}),
});

function isCanonical(text: string): boolean {
  const parsed = parseCidr(text);
  return parsed !== undefined && formatCidr(parsed) === text;
}
