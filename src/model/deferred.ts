/** A value that is known, or one that another step will bring. */
export type Deferred<T> = {readonly known: T} | {readonly after: string};

export const known = <T>(value: T): Deferred<T> => ({known: value});
export const after = <T>(stepKey: string): Deferred<T> => ({after: stepKey});

/** The value, or undefined while it is still to come. */
export function selectKnown<T>(deferred: Deferred<T>): T | undefined {
  return 'known' in deferred ? deferred.known : undefined;
}

/** The value as a reader of a plan sees it. */
export function formatDeferred(deferred: Deferred<string | number>): string {
  return 'known' in deferred ? String(deferred.known) : `(known after ${deferred.after})`;
}
