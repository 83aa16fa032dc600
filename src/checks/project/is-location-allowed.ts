/** Value groups whose members can be told by their names. https://cloud.google.com/resource-manager/docs/organization-policy/defining-locations */
const groups: Readonly<Record<string, RegExp>> = {
  'us-locations': /^us(-|$)/,
  'canada-locations': /^northamerica-northeast[12]/,
  'north-america-locations': /^(us|northamerica)(-|$)/,
  'europe-locations': /^(europe|eu)(-|$)/,
  'asia-locations': /^asia(-|$)/,
  'australia-locations': /^australia-/,
  'south-america-locations': /^southamerica-/,
};

/** Whether `value` of the constraint covers a region, a zone or a multi-region; undefined where its group is not known. */
function covers(value: string, location: string): boolean | undefined {
  if (!value.startsWith('in:')) return value.toLowerCase() === location;
  const group = value.slice('in:'.length).toLowerCase();
  const own = groups[group];
  if (own !== undefined) return own.test(location);
  // `in:us-east1-locations` is the region with its zones.
  const region = /^([a-z]+-[a-z]+\d+)-locations$/.exec(group)?.[1];
  return region === undefined ? undefined : location === region || location.startsWith(`${region}-`);
}

/** What `gcp.resourceLocations` says of a location; undefined where it names groups that nothing is known of. */
export function isLocationAllowed(
  policy: {readonly deniesAll: boolean; readonly allowed: readonly string[]; readonly denied: readonly string[]},
  location: string,
): boolean | undefined {
  const place = location.toLowerCase();
  const {allowed, denied} = policy;
  if (policy.deniesAll) return false;
  const refusals = denied.map((value) => covers(value, place));
  if (refusals.includes(true)) return false;
  const grants = allowed.map((value) => covers(value, place));
  if (allowed.length > 0 && !grants.includes(true)) return grants.includes(undefined) ? undefined : false;
  return refusals.includes(undefined) ? undefined : true;
}
