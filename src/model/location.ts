import type {InstallConfig} from './install-config.js';

/** Zones end in a letter of their own: `us-east4-a` lies in `us-east4`. https://cloud.google.com/compute/docs/regions-zones */
export function isZone(location: string): boolean {
  return /^[a-z]+-[a-z]+\d+-[a-z]$/.test(location);
}

export function selectRegion(location: string): string {
  return isZone(location) ? location.slice(0, -2) : location;
}

/** The zone of a zonal resource: its own, else the cluster's. */
export function selectZone(config: InstallConfig, own: string | undefined): string {
  return own ?? (isZone(config.location) ? config.location : `${config.location}-a`);
}
