/** When a minor version became available in the Regular channel, and when its standard support ends. */
export interface GkeSupport {
  readonly available: string;
  readonly endOfStandard: string;
}

/**
 * https://cloud.google.com/kubernetes-engine/docs/release-schedule by way of https://endoflife.date/google-kubernetes-engine
 * of 2026-04-04; Google calls the dates estimates.
 */
export const gkeSupport: Readonly<Record<string, GkeSupport>> = {
  '1.24': {available: '2022-06-23', endOfStandard: '2023-10-31'},
  '1.25': {available: '2022-12-14', endOfStandard: '2024-03-30'},
  '1.26': {available: '2023-03-31', endOfStandard: '2024-06-30'},
  '1.27': {available: '2023-06-15', endOfStandard: '2024-10-01'},
  '1.28': {available: '2023-12-04', endOfStandard: '2025-02-04'},
  '1.29': {available: '2024-01-26', endOfStandard: '2025-04-12'},
  '1.30': {available: '2024-07-31', endOfStandard: '2025-09-30'},
  '1.31': {available: '2024-10-25', endOfStandard: '2026-01-16'},
  '1.32': {available: '2025-02-11', endOfStandard: '2026-04-11'},
  '1.33': {available: '2025-06-03', endOfStandard: '2026-08-03'},
  '1.34': {available: '2025-09-30', endOfStandard: '2026-10-01'},
  '1.35': {available: '2026-02-11', endOfStandard: '2027-04-11'},
};
