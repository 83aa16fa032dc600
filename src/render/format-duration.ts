/** `850 ms`, `12 s`, `4 min 05 s`, `1 h 02 min`. */
export function formatDuration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${String(seconds % 60).padStart(2, '0')} s`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}

/** What to expect of a step: `usually 4–9 min`. */
export function formatExpectation([low, high]: readonly [number, number]): string {
  if (high <= 5) return '';
  if (high < 60) return `usually up to ${high} s`;
  const minutes = (seconds: number) => Math.max(1, Math.round(seconds / 60));
  return minutes(low) === minutes(high)
    ? `usually ${minutes(high)} min`
    : `usually ${minutes(low)}–${minutes(high)} min`;
}
