import type {ReleaseFiles} from '../model/ports/release-files.js';
import {parseChart} from './parse-chart.js';

/**
 * Archives of subcharts that stand unpacked beside them in the same version. helm loads both and takes either, now one
 * and now the other, so that a chart renders differently from one command to the next; the unpacked one is meant, since
 * it is the one that people edit and put keys into. https://github.com/helm/helm/blob/v3.17.3/pkg/chart/loader/load.go
 */
export async function findShadowedArchives(files: Pick<ReleaseFiles, 'list' | 'readText'>): Promise<readonly string[]> {
  const paths = new Set((await files.list()).map(({path}) => path));
  const shadowed = await Promise.all(
    [...paths].map(async (path) => {
      const [, place, name, version] = /^((?:.*\/)?charts\/)([^/]+?)-(\d+\.\d+\.\d+[^/]*)\.tgz$/.exec(path) ?? [];
      const chartFile = `${place}${name}/Chart.yaml`;
      if (version === undefined || !paths.has(chartFile)) return [];
      const {chart} = parseChart((await files.readText(chartFile)) ?? '', chartFile);
      return chart?.name === name && chart?.version === version ? [path] : [];
    }),
  );
  return shadowed.flat();
}
