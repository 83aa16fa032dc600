/** An IPv4 range: its first address as a number and the length of its prefix. */
export interface Cidr {
  readonly first: number;
  readonly prefix: number;
}

/** Reads `10.0.0.0/8`; undefined where it is no IPv4 range. Bits below the prefix are dropped. */
export function parseCidr(text: string): Cidr | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
  if (match === null) return undefined;
  const [a = 0, b = 0, c = 0, d = 0, prefix = 0] = match.slice(1).map(Number);
  if ([a, b, c, d].some((octet) => octet > 255) || prefix > 32) return undefined;
  const address = ((a * 256 + b) * 256 + c) * 256 + d;
  return {first: address - (address % sizeOf(prefix)), prefix};
}

/** The one way to write a range: `10.1.2.3/8` becomes `10.0.0.0/8`. */
export function formatCidr({first, prefix}: Cidr): string {
  const octets = [24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256);
  return `${octets.join('.')}/${prefix}`;
}

/** Whether two ranges share an address. */
export function isOverlapping(a: Cidr, b: Cidr): boolean {
  return a.first < b.first + sizeOf(b.prefix) && b.first < a.first + sizeOf(a.prefix);
}

/** Whether every address of `inner` lies in `outer`. */
export function isInside(inner: Cidr, outer: Cidr): boolean {
  return inner.first >= outer.first && inner.first + sizeOf(inner.prefix) <= outer.first + sizeOf(outer.prefix);
}

/** Whether a range is private by RFC 1918. */
export function isPrivate(cidr: Cidr): boolean {
  return ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'].some((text) => isInside(cidr, parseCidr(text)!));
}

const sizeOf = (prefix: number): number => 2 ** (32 - prefix);
