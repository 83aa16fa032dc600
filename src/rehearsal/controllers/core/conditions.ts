/** One entry of a `status.conditions`. */
export interface Condition {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason?: string;
  readonly message?: string;
  readonly [field: string]: unknown;
}

/** RFC 3339 in whole seconds, as `metav1.Time` is written. */
export function formatTime(epochMs: number): string {
  return new Date(Math.floor(epochMs / 1000) * 1000).toISOString().replace('.000Z', 'Z');
}

/** RFC 3339 with microseconds, as `metav1.MicroTime` is written. */
export function formatMicroTime(epochMs: number): string {
  return new Date(epochMs).toISOString().replace('Z', '000Z');
}

/** The condition of that type, if the object has one. */
export function conditionOf(
  object: {status?: {conditions?: Condition[]}} | Record<string, unknown> | undefined,
  type: string,
): Condition | undefined {
  const conditions = (object as {status?: {conditions?: Condition[]}} | undefined)?.status?.conditions;
  return conditions?.find((condition) => condition.type === type);
}

/** Whether the condition of that type is `True`. */
export function isConditionTrue(object: Record<string, unknown> | undefined, type: string): boolean {
  return conditionOf(object, type)?.status === 'True';
}

/**
 * The list with `condition` put in. `lastTransitionTime` is kept while the status stays the same, and
 * an unchanged condition leaves the list as it was.
 */
export function withCondition(
  conditions: readonly Condition[] | undefined,
  condition: Condition,
  nowMs: number,
): Condition[] {
  const list = [...(conditions ?? [])];
  const index = list.findIndex(({type}) => type === condition.type);
  const before = list[index];
  if (
    before &&
    before.status === condition.status &&
    before.reason === condition.reason &&
    before.message === condition.message
  )
    return list;
  const lastTransitionTime = before?.status === condition.status ? before.lastTransitionTime : formatTime(nowMs);
  const after: Condition = {...condition, lastTransitionTime};
  if (index < 0) list.push(after);
  else list[index] = after;
  return list;
}
