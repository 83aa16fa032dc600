/** Zones end in a letter of their own. https://cloud.google.com/compute/docs/regions-zones */
export function isZone(location: string): boolean {
  return /-[a-z]$/.test(location);
}

/** `us-east4` of `us-east4-a` and of itself. */
export function selectRegion(location: string): string {
  return isZone(location) ? location.slice(0, -2) : location;
}
