import {isIP} from 'node:net';
import {type FieldError, invalidValue} from '../http/field-error.js';
import {portMessage} from './validate-container.js';

/** A port by its number. */
export const validatePortNumber = (port: number, field: string): FieldError[] =>
  port >= 1 && port <= 65_535 ? [] : [invalidValue(field, port, portMessage)];

/** A port by its name, an IANA service name. https://www.rfc-editor.org/rfc/rfc6335#section-5.1 */
export function validatePortName(name: string, field: string): FieldError[] {
  const invalid = (why: string) => invalidValue(field, name, why);
  return [
    ...(name.length > 15 ? [invalid('must be no more than 15 characters')] : []),
    ...(/^[-a-z0-9]+$/.test(name)
      ? []
      : [invalid('must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)')]),
    ...(/[a-z]/.test(name) ? [] : [invalid('must contain at least one letter (a-z)')]),
    ...(name.includes('--') ? [invalid('must not contain consecutive hyphens')] : []),
    ...(name.startsWith('-') || name.endsWith('-') ? [invalid('must not begin or end with a hyphen')] : []),
  ];
}

const special: ReadonlyArray<readonly [pattern: RegExp, why: string]> = [
  [/^(0\.0\.0\.0|::)$/, 'may not be unspecified'],
  [/^(127\.|::1$)/, 'may not be in the loopback range (127.0.0.0/8, ::1/128)'],
  [/^(169\.254\.|fe[89ab])/, 'may not be in the link-local range (169.254.0.0/16, fe80::/10)'],
  [/^(224\.0\.0\.|ff02:)/, 'may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)'],
];

/** An address that traffic is sent to. */
export function validateTrafficAddress(address: string, field: string): FieldError[] {
  if (isIP(address) === 0) return [invalidValue(field, address, 'must be a valid IP address')];
  return special.flatMap(([pattern, why]) =>
    pattern.test(address)
      ? [invalidValue(field, address, why === 'may not be unspecified' ? `${why} (${address})` : why)]
      : [],
  );
}

const toBits = (address: string) => address.split('.').reduce((bits, part) => (bits << 8n) | BigInt(part), 0n);

/** A range of IPv4 addresses; undefined for what is none, and for IPv6, whose ranges are taken as they are. */
export function readRange(text: string): {readonly start: bigint; readonly length: number} | 'other' | undefined {
  const [address = '', length = ''] = text.split('/');
  const family = isIP(address);
  if (family === 0 || !/^\d+$/.test(length) || Number(length) > (family === 4 ? 32 : 128)) return undefined;
  if (family === 6) return 'other';
  const shift = BigInt(32 - Number(length));
  return {start: (toBits(address) >> shift) << shift, length: Number(length)};
}

/** Whether one range lies within another, and is not all of it. */
export function isStrictlyWithin(inner: string, outer: string): boolean {
  const [small, large] = [readRange(inner), readRange(outer)];
  if (typeof small !== 'object' || typeof large !== 'object') return small === large;
  const shift = BigInt(32 - large.length);
  return small.length > large.length && small.start >> shift === large.start >> shift;
}
