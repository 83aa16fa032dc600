/** Which of two versions of a release is newer, by their numbers: below 0 where `left` is older. */
export function compareReleaseVersions(left: string, right: string): number {
  const numbers = (version: string) => (version.match(/\d+/g) ?? []).map(Number);
  const [first, second] = [numbers(left), numbers(right)];
  for (let index = 0; index < Math.max(first.length, second.length); index++) {
    const difference = (first[index] ?? 0) - (second[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
