import {DirectoryReleaseFiles} from '../adapters/local/directory-release-files.js';
import {selectClusterNeeds} from '../release/needs/select-cluster-needs.js';
import {readManifests} from '../release/read-manifests.js';
import {selectPlainSettings} from '../steps/values/select-settings.js';
import type {Workspace} from './open-workspace.js';
import type {DeploymentVerdict} from './verify-deployment.js';

/**
 * What the manifests beside the chart ask of a cluster, its definitions first of all. The chart is left out: rendering it
 * takes helm longer than a whole look at a platform that stands.
 */
export async function readStaticNeeds({subject}: Workspace): Promise<DeploymentVerdict> {
  const {config, release, places} = subject;
  const files = DirectoryReleaseFiles(places.release);
  const {directories} = await readManifests(files, release, selectPlainSettings({config, release}));
  return {diagnostics: [], needs: () => selectClusterNeeds(directories.flatMap(({manifests}) => manifests))};
}
