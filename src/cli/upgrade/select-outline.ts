import type {Release} from '../../model/release.js';
import type {ReleaseOutline} from '../../model/upgrade-facts.js';

/** A release as gates and histories name it. */
export function selectOutline({version, chart, kubernetes, upgrade}: Release): ReleaseOutline {
  return {version, chart: `${chart.name}-${chart.version}`, kubernetes, upgrade};
}
