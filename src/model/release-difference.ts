import type {FieldChange} from './step.js';

/** What names an object in words: `Deployment hyperplane-core/api-server`. */
export type ObjectName = string;

export interface ImageChange {
  /** Workload and container. */
  readonly where: string;
  /** Absent where the container is new. */
  readonly from?: string;
  /** Absent where the container goes. */
  readonly to?: string;
}

/** One value of the chart; secrets are told as such and not shown. */
export interface ValueChange {
  readonly path: string;
  readonly kind: 'added' | 'removed' | 'changed';
  readonly from?: string;
  readonly to?: string;
}

/** A value that the operator has edited and the release has changed as well. The operator's is kept. */
export interface ValueConflict {
  readonly path: string;
  readonly kept: string;
  /** What the release would have it be; absent where the release no longer has it. */
  readonly offered?: string;
}

export interface ObjectChange {
  readonly object: ObjectName;
  readonly fields: readonly FieldChange[];
}

/** A field that the API server lets nobody change, or another refusal of its. */
export interface RefusedChange {
  readonly object: ObjectName;
  readonly message: string;
  readonly isImmutable: boolean;
  /** Why the release makes the object anew, where it does: then it is no obstacle. */
  readonly replaced?: string;
}

export interface DefinitionChange {
  readonly name: string;
  readonly kind: 'added' | 'changed';
  /** Paths of the schema, with their versions. */
  readonly fieldsAdded: readonly string[];
  readonly fieldsRemoved: readonly string[];
  readonly versionsRemoved: readonly string[];
  /** Versions that objects are stored in and that the release no longer has: the server refuses it. */
  readonly orphanedVersions: readonly string[];
}

export interface Restart {
  readonly object: ObjectName;
  readonly replicas: number;
  /** Whether nothing of it serves for a while. */
  readonly hasGap: boolean;
  /** Pods that stand beside the old ones for a while, and what each asks for; absent where none does. */
  readonly twice?: {readonly pods: number; readonly cpus: number; readonly memoryBytes: number};
  readonly why: string;
}

export interface ReleaseHook {
  readonly object: ObjectName;
  /** `pre-upgrade`, or `job` for a Job that is none. */
  readonly moment: string;
}

/** Everything that a release would change of what stands, as a person wants to know it. */
export interface ReleaseDifference {
  readonly from: string;
  readonly to: string;
  readonly images: readonly ImageChange[];
  readonly values: readonly ValueChange[];
  readonly conflicts: readonly ValueConflict[];
  /** Paths that the operator has edited and that stay so. */
  readonly keptEdits: readonly string[];
  readonly created: readonly ObjectName[];
  readonly deleted: readonly ObjectName[];
  readonly changed: readonly ObjectChange[];
  readonly refused: readonly RefusedChange[];
  /** Objects whose change could not be tried, with why. */
  readonly untried: ReadonlyArray<{readonly object: ObjectName; readonly reason: string}>;
  readonly definitions: readonly DefinitionChange[];
  readonly restarts: readonly Restart[];
  readonly hooks: readonly ReleaseHook[];
}
