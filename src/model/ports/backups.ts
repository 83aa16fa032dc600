/** What the operator's own backup says of itself. */
export interface Backups {
  /** Runs a command that prints when the last backup was made, in ISO 8601 or as seconds since the epoch. */
  fetchLatest(command: readonly string[]): Promise<{readonly atMs: number}>;
}
