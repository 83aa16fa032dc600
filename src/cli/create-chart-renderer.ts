import {rmSync} from 'node:fs';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {DirectoryReleaseFiles} from '../adapters/local/directory-release-files.js';
import {NodeFiles} from '../adapters/local/node-files.js';
import type {Helm} from '../model/ports/helm.js';
import type {ChartRenderer} from '../model/ports/release-files.js';
import {findShadowedArchives} from '../release/find-shadowed-archives.js';

/** `helm template` over a release's directory; the values pass through a private temporary file. */
export function createChartRenderer(root: string, helm: Pick<Helm, 'template'>): ChartRenderer {
  const charts = new Map<string, Promise<string>>();
  const selectChart = (path: string): Promise<string> => {
    const known = charts.get(path);
    if (known !== undefined) return known;
    const selected = selectChartDirectory(join(root, path));
    charts.set(path, selected);
    return selected;
  };
  return {
    async render(request) {
      const {releaseName: release, namespace, kubernetesVersion} = request;
      const chartDirectory = await selectChart(request.chartPath);
      const directory = await mkdtemp(join(tmpdir(), 'shakinstall-'));
      try {
        const valuesFile = join(directory, 'values.yaml');
        const customisedFile = join(directory, 'customised.yaml');
        await writeFile(valuesFile, request.values, {mode: 0o600});
        await writeFile(customisedFile, request.customisedValues ?? '{}\n', {mode: 0o600});
        const valuesFiles = [valuesFile, customisedFile];
        return await helm.template({release, namespace, chartDirectory, valuesFiles, kubernetesVersion});
      } finally {
        await rm(directory, {recursive: true, force: true});
      }
    },
  };
}

/**
 * The chart itself, or a copy without the archives that helm would take now and then in place of what is meant. The
 * copy is there until the program ends: a chart that is found out about is rendered some twenty times.
 */
async function selectChartDirectory(chart: string): Promise<string> {
  const shadowed = await findShadowedArchives(DirectoryReleaseFiles(chart));
  if (shadowed.length === 0) return chart;
  const directory = await mkdtemp(join(tmpdir(), 'shakinstall-chart-'));
  process.once('exit', () => rmSync(directory, {recursive: true, force: true}));
  const copy = join(directory, 'chart');
  await NodeFiles().copyTree(chart, copy, shadowed);
  return copy;
}
