/** One file of a release; the path is relative to its root and has forward slashes. */
export interface ReleaseFile {
  readonly path: string;
  readonly sizeBytes: number;
}

/** A release on disk, unpacked or not; reading only. */
export interface ReleaseFiles {
  /** What to call the release in messages: the directory or the archive as the operator named it. */
  readonly root: string;
  /** Every file, sorted by path. */
  list(): Promise<readonly ReleaseFile[]>;
  /** The text of a file as UTF-8, or undefined where there is none. */
  readText(path: string): Promise<string | undefined>;
}

/** Renders a chart of the release as `helm template` does; rejects with helm's own message. */
export interface ChartRenderer {
  render(request: ChartRenderRequest): Promise<string>;
}

interface ChartRenderRequest {
  /** Directory of the chart relative to the release's root. */
  readonly chartPath: string;
  readonly releaseName: string;
  readonly namespace: string;
  /** Text of the values file. */
  readonly values: string;
  /** Text of a second values file that wins over the first. */
  readonly customisedValues?: string;
  /** `major.minor` of the cluster, for the chart's own version checks. */
  readonly kubernetesVersion: string;
}
