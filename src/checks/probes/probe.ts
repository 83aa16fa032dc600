import type {BundleDigests} from '../../model/bundle-digests.js';
import type {Diagnostic} from '../../model/diagnostic.js';
import type {Deployment} from '../../model/finding.js';
import type {PlannedChange} from '../../model/planned-change.js';
import type {KubeTarget} from '../../model/ports/kube.js';
import type {Ports} from '../../model/ports/ports.js';
import type {WantedImage} from '../../release/images/select-images.js';
import type {ClusterNeeds} from '../../release/needs/cluster-needs.js';

/** What a probe of any cluster may look at. Ports are read-only here, and the same question is asked once. */
export interface ClusterProbeInputs {
  readonly ports: Ports;
  /** Where the cluster answers; throws `NotApplicable` where the plan is still to create it. */
  cluster(): Promise<KubeTarget>;
  /** The configuration and what follows from it, where there is one. */
  readonly deployment?: Deployment | undefined;
}

/** What a probe of a deployment may look at besides. */
export interface ProbeInputs extends ClusterProbeInputs, Deployment {
  /** What the plan would still change; absent where no plan is at hand. */
  survey?(): Promise<{readonly steps: number; readonly changes: readonly PlannedChange[]}>;
  /**
   * Renders the release as the configuration fills it: what is wrong with it, and what its objects ask of a cluster
   * where it could be rendered. Absent where no release is at hand.
   */
  renderRelease?(): Promise<{
    readonly diagnostics: readonly Diagnostic[];
    needs?(): ClusterNeeds;
    readonly images?: readonly WantedImage[];
  }>;
  /** Compares the release's files with the digests that lie beside them; absent where no release is at hand. */
  compareDigests?(): Promise<BundleDigests | undefined>;
}

/**
 * Collects one fact, serialisable, without secrets. A refusal is thrown as it came: the collector turns it into
 * `unknown`. Where there is nothing to look at yet, `NotApplicable` says why.
 */
export type Probe<T = unknown> = {readonly id: string} & (
  | {readonly scope?: 'deployment'; collect(inputs: ProbeInputs): Promise<T>}
  | {readonly scope: 'cluster'; collect(inputs: ClusterProbeInputs): Promise<T>}
);

/** A probe that needs only a cluster; other probes may build on its fact. */
export type ClusterProbe<T> = Extract<Probe<T>, {readonly scope: 'cluster'}>;
