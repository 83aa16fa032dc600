import type {RankedZone} from '../../model/rank-zones.js';

/** What a listing is worth; whoever has never met a stockout takes it for more. */
export const notCapacity = 'A listing is not capacity: whether a GPU is free shows only when one is created.';

/** Best zones in one line: `us-east4-a (quota 8), us-east4-c (8 reserved), us-west1-a (lacks: quota for 0 of 4)`. */
export function formatZoneRanking(zones: readonly RankedZone[], most = 4): string {
  return (
    zones
      .slice(0, most)
      .map(({zone, gaps, quotaLeft, reserved}) => {
        const parts = [
          ...(gaps.length > 0 ? [`lacks: ${gaps.join(', ')}`] : [`quota ${quotaLeft ?? 'not known'}`]),
          ...(reserved > 0 ? [`${reserved} reserved`] : []),
        ];
        return `${zone} (${parts.join(', ')})`;
      })
      .join(', ') || 'none'
  );
}
