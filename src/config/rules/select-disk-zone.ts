/** What a configuration says of zones, whole or in part. */
interface Placed {
  readonly gpuPools?: ReadonlyArray<{readonly zones?: readonly string[] | undefined}> | undefined;
  readonly disks?:
    | {
        readonly conda?: {readonly zone?: string | undefined} | undefined;
        readonly llm?: {readonly zone?: string | undefined} | undefined;
      }
    | undefined;
}

/**
 * Where a regional cluster's disk lies if it does not say so: beside the other disk, else where the first GPU nodes are,
 * which are those that mount it. Undefined where nothing tells: GKE chooses the zones of the other nodes itself.
 */
export function selectDiskZone({gpuPools, disks}: Placed): string | undefined {
  return disks?.conda?.zone ?? disks?.llm?.zone ?? gpuPools?.find(({zones}) => zones?.[0] !== undefined)?.zones?.[0];
}
