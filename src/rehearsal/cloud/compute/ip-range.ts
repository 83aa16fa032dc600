/** IPv4 addresses from `first` to `last`, as numbers. */
export interface IpRange {
  readonly first: number;
  readonly last: number;
}

/** An IPv4 address as a number, or undefined where it is none. */
export function parseAddress(address: string): number | undefined {
  const octets = address.split('.').map((octet) => (/^\d{1,3}$/.test(octet) ? Number(octet) : 256));
  if (octets.length !== 4 || octets.some((octet) => octet > 255)) return undefined;
  return octets.reduce((sum, octet) => sum * 256 + octet, 0);
}

export function formatAddress(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');
}

/** The range of `10.0.0.0/8`; a bare address is a range of one. Undefined where it does not parse. */
export function parseRange(cidr: string): IpRange | undefined {
  const [base = '', bits = '32'] = cidr.split('/');
  const first = parseAddress(base);
  if (first === undefined || !/^\d{1,2}$/.test(bits) || Number(bits) > 32) return undefined;
  const size = 2 ** (32 - Number(bits));
  const aligned = Math.floor(first / size) * size;
  return {first: aligned, last: aligned + size - 1};
}

/** Whether the address part of a CIDR is the first of its range, as Google demands. */
export function isAligned(cidr: string): boolean {
  return parseRange(cidr)?.first === parseAddress(cidr.split('/')[0] ?? '');
}

export function overlaps(a: IpRange, b: IpRange): boolean {
  return a.first <= b.last && b.first <= a.last;
}

/** The first aligned range of `bits` inside `space` that overlaps none of `taken`, or undefined. */
export function findFreeRange(space: IpRange, bits: number, taken: readonly IpRange[]): string | undefined {
  const size = 2 ** (32 - bits);
  for (let first = Math.ceil(space.first / size) * size; first + size - 1 <= space.last; first += size) {
    const candidate = {first, last: first + size - 1};
    const blocker = taken.find((range) => overlaps(range, candidate));
    if (!blocker) return `${formatAddress(first)}/${bits}`;
    if (blocker.last > candidate.last) first = Math.ceil((blocker.last + 1) / size) * size - size;
  }
  return undefined;
}
