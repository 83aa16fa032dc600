import type {Release} from '../../model/release.js';
import type {Inputs} from '../../model/step.js';

/** Where the DNS solver's key stands in the staged chart, relative to the chart. */
export const dnsSolverKeyPath = 'keys/dns01-solver.json';

/** The working copy of the release. */
export function selectStagedRelease({places}: Pick<Inputs, 'places'>): string {
  return `${places.state}/release`;
}

/** A file whose content says what the working copy was made of. */
export function selectStagedMarker({places}: Pick<Inputs, 'places'>): string {
  return `${places.state}/staged-release`;
}

/** A path of the chart relative to the release's root. */
export function joinChartPath(release: Release, path: string): string {
  return release.chart.path === '.' ? path : `${release.chart.path}/${path}`;
}

/** The staged chart's directory. */
export function selectChartDirectory({places, release}: Pick<Inputs, 'places' | 'release'>): string {
  const staged = selectStagedRelease({places});
  return release.chart.path === '.' ? staged : `${staged}/${release.chart.path}`;
}

/** Values files of a deployment, in the order helm gets them. */
export function selectValuesFiles({places}: Pick<Inputs, 'places'>): readonly [string, string] {
  return [`${places.state}/values_deployment.yaml`, `${places.state}/values_customisation.yaml`];
}
