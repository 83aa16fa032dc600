import type {KubeClient} from './kube-client.js';
import {type KubeResource, resourceId} from './kube-resource.js';

/** A resource type as discovery lists it. */
export interface DiscoveredResource extends KubeResource {
  readonly verbs: readonly string[];
}

/**
 * Every resource type that the server serves, each in its preferred version, subresources left out.
 * A group that does not answer, as one whose API service is down, is named in `failed`.
 */
export async function discoverResources(
  client: KubeClient,
): Promise<{readonly resources: DiscoveredResource[]; readonly failed: string[]}> {
  const found = new Map<string, DiscoveredResource>();
  const failed: string[] = [];
  const collect = async (group: string, version: string) => {
    try {
      const {resources} = await client.send({
        method: 'GET',
        path: group ? `/apis/${group}/${version}` : `/api/${version}`,
      });
      for (const {name, kind, namespaced, verbs} of resources) {
        const type = {group, version, plural: name, kind, isNamespaced: namespaced, verbs};
        if (!name.includes('/') && !found.has(resourceId(type))) found.set(resourceId(type), type);
      }
    } catch {
      failed.push(group ? `${group}/${version}` : version);
    }
  };
  await collect('', 'v1');
  const {groups} = await client.send({method: 'GET', path: '/apis'});
  for (const {name, versions, preferredVersion} of groups) {
    const ordered = [preferredVersion, ...versions].map(({version}: {version: string}) => version);
    for (const version of new Set<string>(ordered)) await collect(name, version);
  }
  return {resources: [...found.values()], failed};
}
