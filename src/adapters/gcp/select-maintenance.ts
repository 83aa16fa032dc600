import type {protos} from '@google-cloud/container';
import type {MaintenanceState} from '../../model/ports/clusters.js';

type Policy = protos.google.container.v1.IMaintenancePolicy;
type Timestamp = protos.google.protobuf.ITimestamp;

/** The client turns times into seconds and nanoseconds; NaN where there is none. */
function selectMs(time: Timestamp | string | null | undefined): number {
  if (typeof time === 'string') return Date.parse(time);
  return time?.seconds == null ? Number.NaN : Number(time.seconds) * 1000;
}

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
