const firstMs = 500;
const longestMs = 60_000;

/**
 * How long to wait before asking again: as long as the server says, else twice as long each time, with a random part
 * so that eight transfers do not come back in step. https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export function selectDelayMs(
  attempt: number,
  retryAfter: string | undefined,
  nowMs: number,
  random: () => number,
): number {
  const ownMs = Math.min(firstMs * 2 ** (attempt - 1), longestMs) * (0.5 + random() / 2);
  if (retryAfter === undefined) return ownMs;
  const seconds = /^\d+$/.test(retryAfter.trim()) ? Number(retryAfter) : (Date.parse(retryAfter) - nowMs) / 1000;
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds * 1000, ownMs), 5 * longestMs) : ownMs;
}
