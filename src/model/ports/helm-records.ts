/** One revision of a release. */
export interface RevisionRef {
  readonly kubeconfig: string;
  readonly release: string;
  readonly namespace: string;
  readonly revision: number;
}

/** What helm remembers of a revision, as it was rendered. */
export interface HelmRecords {
  /** The manifests, hooks left out. */
  fetchManifest(request: RevisionRef): Promise<string>;
  fetchHooks(request: RevisionRef): Promise<string>;
}
