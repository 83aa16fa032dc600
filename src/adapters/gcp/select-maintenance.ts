import type {container_v1} from '@googleapis/container';
import type {MaintenanceState} from '../../model/ports/clusters.js';

type Policy = container_v1.Schema$MaintenancePolicy;

/** Milliseconds since 1970; NaN where there is no time. */
const selectMs = (time: string | null | undefined): number => (time == null ? Number.NaN : Date.parse(time));

/** When GKE may work on a cluster; undefined where no window and no exclusion is set. */
export function selectMaintenance(policy: Policy | null | undefined): MaintenanceState | undefined {
  const {dailyMaintenanceWindow, recurringWindow, maintenanceExclusions} = policy?.window ?? {};
  const exclusions = Object.entries(maintenanceExclusions ?? {}).map(([name, exclusion]) => ({
    name,
    startMs: selectMs(exclusion.startTime),
    endMs: selectMs(exclusion.endTime),
    scope: String(exclusion.maintenanceExclusionOptions?.scope ?? ''),
  }));
  const dailyStart = dailyMaintenanceWindow?.startTime || undefined;
  if (dailyStart === undefined && recurringWindow == null && exclusions.length === 0) return undefined;
  return {
    dailyStart,
    window:
      recurringWindow == null
        ? undefined
        : {
            startMs: selectMs(recurringWindow.window?.startTime),
            endMs: selectMs(recurringWindow.window?.endTime),
            recurrence: recurringWindow.recurrence ?? '',
          },
    exclusions,
  };
}
