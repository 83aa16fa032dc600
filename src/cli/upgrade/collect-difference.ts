import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {parse, stringify} from 'yaml';
import {DirectoryReleaseFiles} from '../../adapters/local/directory-release-files.js';
import type {Manifest} from '../../model/manifest.js';
import type {HelmRelease} from '../../model/ports/helm.js';
import type {KubeObject, KubeTarget} from '../../model/ports/kube.js';
import type {DefinitionChange, ReleaseDifference} from '../../model/release-difference.js';
import type {Inputs} from '../../model/step.js';
import {parseRendered} from '../../release/parse-rendered.js';
import {readManifests} from '../../release/read-manifests.js';
import {diffDefinition} from '../../release/upgrade/diff-definition.js';
import {diffImages} from '../../release/upgrade/diff-images.js';
import {diffObjects} from '../../release/upgrade/diff-objects.js';
import {diffValues} from '../../release/upgrade/diff-values.js';
import {listHooks} from '../../release/upgrade/list-hooks.js';
import {selectChartNamespace} from '../../steps/platform/select-namespace.js';
import {readMergedValues} from '../../steps/values/render-values.js';
import {selectPlainSettings} from '../../steps/values/select-settings.js';
import {selectChartDirectory, selectStagedRelease, selectValuesFiles} from '../../steps/values/staged-release.js';
import type {Workspace} from '../open-workspace.js';
import {tryChanges} from './try-changes.js';

/** What a difference is found between. */
export interface DifferenceRequest {
  readonly standing: Workspace;
  readonly candidate: Workspace;
  /** What the candidate's steps decide from, as the survey found it. */
  readonly inputs: Inputs;
  readonly target: KubeTarget;
  readonly deployed: HelmRelease | undefined;
  /** `major.minor` of the cluster. */
  readonly kubernetesVersion: string;
}

async function renderCandidate(
  {candidate, inputs, kubernetesVersion}: DifferenceRequest,
  values: string,
): Promise<readonly Manifest[]> {
  const {config, release} = candidate.subject;
  const directory = await mkdtemp(join(tmpdir(), 'shakinstall-'));
  try {
    const files = [join(directory, 'values.yaml'), join(directory, 'customised.yaml')];
    await writeFile(files[0] ?? '', values, {mode: 0o600});
    await writeFile(files[1] ?? '', stringify(config.release.values ?? {}), {mode: 0o600});
    const rendered = await candidate.ports.operator.helm.template({
      release: release.chart.releaseName,
      namespace: selectChartNamespace(config, release),
      chartDirectory: selectChartDirectory(inputs),
      valuesFiles: files,
      kubernetesVersion,
      isUpgrade: true,
    });
    return parseRendered(rendered).manifests;
  } finally {
    await rm(directory, {recursive: true, force: true});
  }
}

async function collectDefinitions({
  candidate,
  inputs,
  target,
}: DifferenceRequest): Promise<readonly DefinitionChange[]> {
  const {config, release} = candidate.subject;
  const statics = await readManifests(
    DirectoryReleaseFiles(selectStagedRelease(inputs)),
    release,
    selectPlainSettings({config, release}),
  );
  const wanted = statics.directories
    .flatMap(({manifests}) => manifests)
    .filter(({kind}) => kind === 'CustomResourceDefinition');
  const {kube} = candidate.ports.operator;
  const standing = new Map(
    (await kube.list(target, {apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition'})).map(
      (object) => [object.metadata.name, object],
    ),
  );
  return wanted.flatMap(({name, object}) => diffDefinition(standing.get(name), object as KubeObject) ?? []);
}

const readText = (path: string) => readFile(path, 'utf8').catch(() => '');

/** Everything that a release would change, found by rendering it and by asking the server what it would make of it. */
export async function collectDifference(request: DifferenceRequest): Promise<ReleaseDifference> {
  const {standing, candidate, inputs, target, deployed} = request;
  const {config, release} = candidate.subject;
  const ports = candidate.ports.operator;
  const merge = await readMergedValues(ports, inputs);
  const place = {
    kubeconfig: join(candidate.subject.places.state, 'kubeconfig'),
    release: release.chart.releaseName,
    namespace: selectChartNamespace(config, release),
  };
  const [after, before, definitions, oldValues] = await Promise.all([
    renderCandidate(request, merge?.text ?? ''),
    deployed === undefined ? '' : ports.helmRecords.fetchManifest({...place, revision: deployed.revision}),
    collectDefinitions(request),
    readText(selectValuesFiles(standing.subject)[0]),
  ]);
  const old = parseRendered(before).manifests;
  const objects = diffObjects(old, after, place.namespace);
  const trial = await tryChanges(ports, target, objects.changed, release.upgrade.replaces);
  return {
    from: standing.subject.release.version,
    to: release.version,
    images: diffImages(old, after),
    values: diffValues(parse(oldValues) ?? {}, parse(merge?.text ?? '') ?? {}),
    conflicts: merge?.conflicts ?? [],
    keptEdits: merge?.keptEdits ?? [],
    created: objects.created,
    deleted: objects.deleted,
    ...trial,
    definitions,
    hooks: listHooks(after),
  };
}
