import type {Release} from '../../model/release.js';
import type {Inputs} from '../../model/step.js';

/** Where the DNS solver's key stands in the staged chart, relative to the chart. */
export const dnsSolverKeyPath = 'keys/dns01-solver.json';

/** The directory of a release's working copy and values. Each release that was upgraded to has its own. */
const stagingOf = ({state, staging}: Inputs['places']) => staging ?? state;

/** The working copy of the release. */
export function selectStagedRelease({places}: Pick<Inputs, 'places'>): string {
  return `${stagingOf(places)}/release`;
}

/** A file whose content says what the working copy was made of. */
export function selectStagedMarker({places}: Pick<Inputs, 'places'>): string {
  return `${stagingOf(places)}/staged-release`;
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

const valuesName = 'values_deployment.yaml';
/** The values as the installer last rendered them: what differs from them was edited. */
const renderedName = 'values_rendered.yaml';

/** Values files of a deployment, in the order helm gets them. */
export function selectValuesFiles({places}: Pick<Inputs, 'places'>): readonly [string, string] {
  const directory = stagingOf(places);
  return [`${directory}/${valuesName}`, `${directory}/values_customisation.yaml`];
}

/** Files that tell what an operator has edited, those of the release that goes last. */
export function selectEditFiles({
  places,
}: Pick<Inputs, 'places'>): ReadonlyArray<{readonly standing: string; readonly base: string}> {
  const directories = [stagingOf(places), ...(places.previousStaging === undefined ? [] : [places.previousStaging])];
  return directories.map((directory) => ({
    standing: `${directory}/${valuesName}`,
    base: `${directory}/${renderedName}`,
  }));
}
