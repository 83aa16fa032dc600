import type {CloudContext} from '../cloud-context.js';
import type {Json} from '../json.js';

/** Where a resource is to be made and by whom. */
export interface Placement {
  readonly context: CloudContext;
  readonly project: string;
  /** `global`, `regions/r` or `zones/z`. */
  readonly scope: string;
  /** The region or zone of the scope. */
  readonly place: string;
  readonly path: string;
}

/** What the generic methods need to know of one kind of resource. */
export interface ResourceKind {
  readonly collection: string;
  /** Singular, as refusals name it. */
  readonly singular: string;
  readonly kind: string;
  readonly scopes: ReadonlyArray<'global' | 'regions' | 'zones'>;
  /** Virtual milliseconds an insertion takes, from and to. */
  readonly insertMs: readonly [number, number];
  /** Permissions of `insert` beside `compute.COLLECTION.create`. */
  readonly insertPermissions?: readonly string[];
  /** Permissions that `patch` and `delete` ask besides their own. */
  readonly changePermissions?: readonly string[];
  readonly hasLabels?: boolean;
  /** Validates what a client sent and fills in what Google fills in. */
  complete(placement: Placement, body: Json): Json;
  /** Fields that change when the insertion is done. */
  readonly settled?: Json;
  /** More resources that an insertion makes or a deletion takes along. */
  spread?(placement: Placement, resource: Json): Record<string, Json>;
  /** Throws where the resource is in use; answers the paths that go with it. */
  checkDelete?(placement: Placement, resource: Json): readonly string[];
  /** Merges a patch; where it is missing, patch is not served. */
  merge?(placement: Placement, resource: Json, patch: Json): Json;
  /** `operationType` of a patch. */
  patchType?(patch: Json): string;
  /** What a client is shown. */
  format?(context: CloudContext, path: string, resource: Json): Json;
}
