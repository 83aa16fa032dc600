/** Which checks may rightly name the root of an incident; the first is what a person would name. */
export interface ExpectedRoot {
  readonly preflight?: readonly string[];
  readonly doctor?: readonly string[];
}

/**
 * By incident: what the preflight of a deployment that is still to be made, and the doctor of one that stands, have
 * to name first. An incident that a command cannot see, because it shows only while something is being changed, has
 * no entry for it.
 */
export const expectedRoots: Readonly<Record<string, ExpectedRoot>> = {};
