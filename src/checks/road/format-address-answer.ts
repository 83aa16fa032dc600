import type {AddressAnswer} from '../probes/address-answer.js';

/** What a server said, as `ns1: 192.0.2.1`, `ns1: NXDOMAIN`, `ns1: alias of x`. */
export function formatAddressAnswer({server, rcode, addresses, alias}: AddressAnswer): string {
  const way = alias === null ? '' : `alias of ${alias}`;
  const end = addresses.length > 0 ? addresses.join(' ') : rcode === 'NOERROR' ? 'no address' : rcode;
  return `${server}: ${[way, end].filter((part) => part !== '').join(', ')}`;
}
