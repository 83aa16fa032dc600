/** One script that brings what the last release left into the form that this one expects. */
export interface ReleaseUpdate {
  readonly name: string;
  readonly title: string;
  /** Whether it runs before the chart is upgraded or after. */
  readonly phase: 'before-chart' | 'after-chart';
  readonly image: string;
  /** Relative to the release's root; a POSIX shell runs it. */
  readonly script: string;
  readonly namespace: string;
  readonly isPrefixed: boolean;
  readonly serviceAccount?: string;
  /** Secrets whose entries the script finds in its environment. */
  readonly secrets: readonly string[];
  /** Whether the earlier release still works on what it leaves. */
  readonly isReversible: boolean;
  /** What stays changed, in one sentence, where it is not. */
  readonly remains?: string;
  readonly timeoutMinutes: number;
}

/** An object whose immutable fields the release changes, and that is therefore made anew. */
export interface ReplacedObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string;
  readonly isPrefixed: boolean;
  /** Without the end that the chart generates. */
  readonly namePrefix: string;
  readonly reason: string;
}

/** What a release says of the way to it. */
export interface ReleaseUpgrade {
  /** Whether no later release may be installed without this one before. */
  readonly isRequired: boolean;
  /** Whether it mends a vulnerability and need not wait for a window. */
  readonly isHotfix: boolean;
  /** Versions that must have been installed, in this order, before this one; empty where any may precede. */
  readonly through: readonly string[];
  readonly updates: readonly ReleaseUpdate[];
  readonly replaces: readonly ReplacedObject[];
}
