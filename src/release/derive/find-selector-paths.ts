import type {NodeSelectorNeed} from '../../model/release.js';
import {deriveNodeSelectors} from './derive-workloads.js';
import {nestAll, type Trial} from './find-overrides.js';

/**
 * Finds for each need of node labels the value that says it: one that is the same word, and that, set to another,
 * makes the need go away.
 */
export async function findSelectorPaths(needs: readonly NodeSelectorNeed[], trial: Trial): Promise<NodeSelectorNeed[]> {
  const found: NodeSelectorNeed[] = [];
  for (const need of needs) {
    const path = await findPath(need, trial);
    found.push(path === undefined ? need : {...need, path});
  }
  return found;
}

async function findPath(need: NodeSelectorNeed, {scalars, render}: Trial): Promise<string | undefined> {
  const [value, ...others] = need.values;
  if (others.length > 0) return undefined;
  for (const {path} of scalars.filter((scalar) => scalar.value === value)) {
    const manifests = await render(nestAll([[path, 'trial-pool']]));
    const after = manifests ? deriveNodeSelectors(manifests) : [];
    const hasMoved = after.some((other) => other.key === need.key && other.values.includes('trial-pool'));
    const isGone = !after.some((other) => other.key === need.key && other.values.join() === value);
    if (hasMoved && isGone) return path;
  }
  return undefined;
}
