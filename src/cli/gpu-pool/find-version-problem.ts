import type {Diagnostic} from '../../model/diagnostic.js';

const numbers = (version: string) =>
  version
    .split(/[^0-9]+/)
    .filter((part) => part !== '')
    .map(Number);

/** Whether `version` comes after `other` in a part that both have. */
function isNewer(version: string, other: string): boolean {
  const [left, right] = [numbers(version), numbers(other)];
  const index = left.findIndex((part, at) => right[at] !== undefined && part !== right[at]);
  return index >= 0 && (left[index] ?? 0) > (right[index] ?? 0);
}

/**
 * A version that nodes of a cluster cannot have: newer than the control plane, or more than two minors older.
 * https://cloud.google.com/kubernetes-engine/docs/concepts/release-channels#version-skew-policy
 */
export function findVersionProblem(wanted: string | undefined, controlPlane: string): readonly Diagnostic[] {
  if (wanted === undefined) return [];
  const minorOf = (version: string) => numbers(version)[1] ?? 0;
  const isTooNew = isNewer(wanted, controlPlane);
  if (!isTooNew && minorOf(controlPlane) - minorOf(wanted) <= 2) return [];
  return [
    {
      code: 'SHK_GPU_E2037',
      summary: `Nodes of version ${wanted} do not go with a control plane of ${controlPlane}.`,
      detail: isTooNew
        ? 'nodes are never newer than their control plane'
        : 'nodes are at most two minors older than their control plane',
      field: '--node-version',
      tries: [{text: 'Leave it out for the control plane’s own.'}],
      docs: 'https://cloud.google.com/kubernetes-engine/docs/concepts/release-channels#version-skew-policy',
      blame: 'user',
    },
  ];
}
