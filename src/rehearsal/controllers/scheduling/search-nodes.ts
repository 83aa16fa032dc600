import type {KubeObject} from '../core/kube-object.js';

/** Clusters up to this size are searched whole. k8s.io/kubernetes/pkg/scheduler/schedule_one.go */
const alwaysSearched = 100;

/** What a search for nodes came to: those that fit, and the obstacles on the others that were looked at. */
export interface NodeSearch {
  readonly fitting: readonly KubeObject[];
  readonly obstacles: ReadonlyArray<readonly string[]>;
}

/**
 * Looks at nodes until enough of them fit, from a start that moves on with every search. In large clusters enough
 * is a share that shrinks with their size, as the real scheduler takes it.
 */
export function searchNodes(
  nodes: readonly KubeObject[],
  start: number,
  findObstacles: (node: KubeObject) => readonly string[],
): NodeSearch {
  const count = nodes.length;
  const share = Math.max(5, 50 - Math.floor(count / 125));
  const enough = count <= alwaysSearched ? count : Math.max(alwaysSearched, Math.floor((count * share) / 100));
  const fitting: KubeObject[] = [];
  const obstacles: Array<readonly string[]> = [];
  for (let step = 0; step < count && fitting.length < enough; step++) {
    const node = nodes[(start + step) % count]!;
    const found = findObstacles(node);
    if (found.length === 0) fitting.push(node);
    else obstacles.push(found);
  }
  return {fitting, obstacles};
}
