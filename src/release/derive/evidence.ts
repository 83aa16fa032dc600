import type {Manifest} from '../../model/manifest.js';
import type {ReleaseFile} from '../../model/ports/release-files.js';
import type {KubernetesWindow} from '../../model/release.js';
import type {ChartFile} from '../parse-chart.js';
import type {ValuesScalar} from './derive-values.js';

/** A directory below `static` and what stands in it. */
export interface StaticDirectory {
  readonly path: string;
  readonly text: string;
  readonly manifests: readonly Manifest[];
}

/** Everything that a bare chart shows of itself. */
export interface ChartEvidence {
  readonly chart: ChartFile;
  readonly window: KubernetesWindow;
  /** `.` where the chart stands at the release's root. */
  readonly chartPath: string;
  readonly listing: readonly ReleaseFile[];
  readonly templateFile: string;
  readonly templateText: string;
  /** Text of each of the chart's templates by its path. */
  readonly sources: ReadonlyMap<string, string>;
  /** Every scalar of the values template, and of the chart's values what the template does not say. */
  readonly scalars: readonly ValuesScalar[];
  readonly namespace: string;
  readonly directories: readonly StaticDirectory[];
  readonly rendered: readonly Manifest[];
}
