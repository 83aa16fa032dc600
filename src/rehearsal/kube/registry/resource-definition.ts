import type {Open} from '../object/kube-object.js';

/** A part of a resource with a path of its own, such as `status` or `scale`. */
export interface SubresourceDefinition {
  readonly name: string;
  readonly kind: string;
  readonly group?: string;
  readonly version?: string;
  readonly verbs: readonly string[];
}

/** One version of a custom resource, as its CustomResourceDefinition declares it. */
export interface CustomVersion {
  readonly schema: Open;
  readonly preservesUnknownFields: boolean;
  /** Other versions than the stored one are made by a webhook. */
  readonly isConvertedByWebhook: boolean;
  readonly printerColumns: ReadonlyArray<{
    readonly name: string;
    readonly type: string;
    readonly format?: string;
    readonly jsonPath: string;
    readonly priority?: number;
    readonly description?: string;
  }>;
  readonly hasStatus: boolean;
  readonly scale?: {
    readonly specReplicasPath: string;
    readonly statusReplicasPath: string;
    readonly labelSelectorPath?: string;
  };
}

/** A served resource in one version. */
export interface ResourceDefinition {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly listKind: string;
  readonly plural: string;
  readonly singular: string;
  readonly isNamespaced: boolean;
  readonly verbs: readonly string[];
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  readonly subresources: readonly SubresourceDefinition[];
  /** Where objects of this resource are kept: versions and aliases of one resource share a collection. */
  readonly collection: string;
  /** The version that is stored; others are converted on the way in and out. */
  readonly storedVersion: {readonly group: string; readonly version: string};
  /** Name in the schema table; absent for custom resources. */
  readonly definition?: string;
  /** Minor version of the server that serves it; absent for custom resources. */
  readonly minor?: number;
  readonly custom?: CustomVersion;
}

/** `v1` or `apps/v1`. */
export function formatApiVersion({group, version}: {readonly group: string; readonly version: string}): string {
  return group === '' ? version : `${group}/${version}`;
}
