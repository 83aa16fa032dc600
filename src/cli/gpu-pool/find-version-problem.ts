import type {Diagnostic} from '../../model/diagnostic.js';
import type {Release} from '../../model/release.js';
import {isInsideWindow} from '../../release/kubernetes-window.js';

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

const minorOf = (version: string) => numbers(version)[1] ?? 0;

/** What the installed release says of Kubernetes. */
export type SupportedRelease = Pick<Release, 'name' | 'version' | 'kubernetes'>;

/**
 * A version that nodes of a cluster cannot have: outside of what the release supports, newer than the control plane, or more
 * than two minors older. https://cloud.google.com/kubernetes-engine/docs/concepts/release-channels#version-skew-policy
 */
export function findVersionProblem(
  wanted: string | undefined,
  controlPlane: string,
  release: SupportedRelease,
): readonly Diagnostic[] {
  const version = wanted ?? controlPlane;
  if (!isInsideWindow(release.kubernetes, version))
    return [
      {
        code: 'SHK_GPU_E2039',
        summary: `Nodes of version ${version} are outside of what ${release.name} ${release.version} supports.`,
        detail: `it supports Kubernetes ${release.kubernetes.range}`,
        field: wanted === undefined ? 'cluster.version' : '--node-version',
        tries: [
          wanted === undefined
            ? {
                text: 'Upgrade the platform first; pools follow their control plane.',
                command: 'shakinstall releases',
              }
            : {text: 'Leave it out for the control plane’s own.'},
        ],
        docs: 'https://kubernetes.io/releases/version-skew-policy/',
        blame: 'user',
      },
    ];
  if (wanted === undefined) return [];
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
