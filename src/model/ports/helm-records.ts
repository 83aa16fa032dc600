/** What helm remembers of a revision. */
export interface HelmRecords {
  /** The manifests of a revision as they were rendered, hooks left out. */
  fetchManifest(request: {
    readonly kubeconfig: string;
    readonly release: string;
    readonly namespace: string;
    readonly revision: number;
  }): Promise<string>;
}
