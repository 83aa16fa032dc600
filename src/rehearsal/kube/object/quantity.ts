const pattern = /^([+-]?)(\d*)(?:\.(\d*))?(m|n|u|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?\d+)?$/;

const decimalSuffixes: Readonly<Record<string, number>> = {
  n: -9,
  u: -6,
  m: -3,
  '': 0,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
};
const binarySuffixes: Readonly<Record<string, bigint>> = {Ki: 10n, Mi: 20n, Gi: 30n, Ti: 40n, Pi: 50n, Ei: 60n};

/** Quantities are counted in billionths, the smallest unit that Kubernetes keeps. */
const nano = 1_000_000_000n;

/** The amount in billionths of the unit, or undefined where `text` is no quantity. https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/ */
export function parseQuantity(text: string): bigint | undefined {
  const match = text.match(pattern);
  if (!match || (match[2] === '' && (match[3] ?? '') === '')) return undefined;
  const [, sign, whole = '', fraction = '', suffix = ''] = match;
  const digits = BigInt(`${whole}${fraction}` || '0');
  const signed = sign === '-' ? -digits : digits;
  const shift = binarySuffixes[suffix];
  const exponent =
    (shift === undefined ? (decimalSuffixes[suffix] ?? Number(suffix.slice(1))) : 0) - fraction.length + 9;
  const scaled = shift === undefined ? signed : signed << shift;
  if (exponent >= 0) return scaled * 10n ** BigInt(exponent);
  const divisor = 10n ** BigInt(-exponent);
  const rounded = (scaled < 0n ? scaled - divisor + 1n : scaled + divisor - 1n) / divisor;
  return rounded;
}

/** The canonical text of a quantity (`1000m` → `1`, `1024Mi` → `1Gi`); undefined where `text` is none. */
export function formatCanonicalQuantity(text: string): string | undefined {
  const amount = parseQuantity(text);
  if (amount === undefined) return undefined;
  const suffix = text.match(pattern)?.[4] ?? '';
  if (amount === 0n) return '0';
  if (/^[eE][+-]?\d+$/.test(suffix)) return formatExponent(amount);
  if (
    binarySuffixes[suffix] !== undefined &&
    amount % nano === 0n &&
    (amount > 1024n * nano || amount < -1024n * nano || amount === 1024n * nano)
  ) {
    return formatBinary(amount / nano);
  }
  return formatDecimal(amount);
}

/** A count of bytes or units as a quantity in powers of two. */
export function formatBinary(units: bigint): string {
  for (const [suffix, shift] of Object.entries(binarySuffixes).reverse()) {
    if (units !== 0n && units % (1n << shift) === 0n) return `${units >> shift}${suffix}`;
  }
  return String(units);
}

/** An amount in billionths as a quantity in powers of ten. */
export function formatDecimal(amount: bigint): string {
  for (const [suffix, exponent] of Object.entries(decimalSuffixes).reverse()) {
    const unit = 10n ** BigInt(exponent + 9);
    if (amount % unit === 0n) return `${amount / unit}${suffix}`;
  }
  return `${amount}n`;
}

function formatExponent(amount: bigint): string {
  for (let exponent = 18; exponent >= -9; exponent -= 3) {
    const unit = 10n ** BigInt(exponent + 9);
    if (amount % unit === 0n) return exponent === 0 ? `${amount / unit}` : `${amount / unit}e${exponent}`;
  }
  return `${amount}e-9`;
}
