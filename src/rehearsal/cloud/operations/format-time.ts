/** RFC 3339 in UTC with microseconds, as the One Platform services write times. */
export function formatTime(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '000Z');
}

/** RFC 3339 in Pacific standard time, as Compute Engine writes times. https://cloud.google.com/compute/docs/reference/rest/v1/instances */
export function formatPacificTime(ms: number): string {
  return new Date(ms - 8 * 3_600_000).toISOString().replace('Z', '-08:00');
}

/** RFC 3339 in UTC to the second. */
export function formatWholeSeconds(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
}
