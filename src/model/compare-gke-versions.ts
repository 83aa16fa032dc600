const numbersOf = (version: string) => (version.match(/\d+/g) ?? []).map(Number);

/** Below 0 where `left` is the older of two versions of GKE, such as `1.27.3-gke.100`; 0 where they are the same. */
export function compareGkeVersions(left: string, right: string): number {
  const [one, other] = [numbersOf(left), numbersOf(right)];
  for (let index = 0; index < Math.max(one.length, other.length); index++) {
    const difference = (one[index] ?? 0) - (other[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
