import type {ScalablePool} from '../../seams/cloud-side.js';
import type {ControllerContext} from '../core/controller-context.js';
import type {KubeObject} from '../core/kube-object.js';
import {findObstacles} from './filter-nodes.js';
import {readPodClaims} from './pod-claims.js';
import {type ResourceAmounts, requestsOf} from './pod-requests.js';
import {createTemplateNode} from './template-node.js';

/** What a scan comes to: pools to grow and for whom, and pods that no pool helps. */
export interface ScaleUpPlan {
  readonly resizes: ReadonlyArray<{
    readonly pool: ScalablePool;
    readonly size: number;
    readonly pods: readonly KubeObject[];
  }>;
  readonly helpless: ReadonlyArray<{readonly pod: KubeObject; readonly reasons: string}>;
}

interface Draft {
  readonly pool: ScalablePool;
  /** What is already planned onto each new node. */
  readonly nodes: Array<{readonly node: KubeObject; used: Record<string, number>; readonly isNew: boolean}>;
  readonly pods: KubeObject[];
}

/** Packs pending pods onto the nodes that pools could add; `coming` nodes of a pool are on their way already. */
export function planScaleUp(
  pending: readonly KubeObject[],
  pools: ReadonlyArray<{readonly pool: ScalablePool; readonly coming: number}>,
  {informers}: Pick<ControllerContext, 'informers'>,
): ScaleUpPlan {
  const drafts: Draft[] = pools.map(({pool, coming}) => ({
    pool,
    pods: [],
    nodes: Array.from({length: coming}, (_, index) => ({
      node: createTemplateNode(pool, index),
      used: {},
      isNew: false,
    })),
  }));
  const helpless: Array<{pod: KubeObject; reasons: string}> = [];
  for (const pod of pending) {
    const {volumes} = readPodClaims(informers, pod);
    const obstaclesOn = (node: KubeObject, used: ResourceAmounts) =>
      findObstacles(pod, node, {volumes, usageOf: () => used, placed: {pods: () => [], node: () => undefined}});
    const reasons: string[] = [];
    const isPlaced = drafts.some((draft) => {
      const open = draft.nodes.find(({node, used}) => obstaclesOn(node, used).length === 0);
      if (open) {
        occupy(open, pod);
        if (open.isNew) draft.pods.push(pod);
        return true;
      }
      if (!draft.pool.isAutoscaled) return false;
      const node = createTemplateNode(draft.pool, draft.nodes.length);
      const obstacles = obstaclesOn(node, {});
      const size = draft.pool.current + draft.nodes.filter(({isNew}) => isNew).length;
      if (obstacles.length > 0) reasons.push(...obstacles);
      else if (size >= draft.pool.max) reasons.push('max node group size reached');
      else {
        const added = {node, used: {}, isNew: true};
        occupy(added, pod);
        draft.nodes.push(added);
        draft.pods.push(pod);
        return true;
      }
      return false;
    });
    if (!isPlaced) helpless.push({pod, reasons: formatReasons(reasons)});
  }
  const resizes = drafts.flatMap(({pool, nodes, pods}) => {
    const added = nodes.filter(({isNew}) => isNew).length;
    return added > 0 ? [{pool, size: pool.current + added, pods}] : [];
  });
  return {resizes, helpless};
}

function occupy(target: {used: Record<string, number>}, pod: KubeObject): void {
  for (const [name, amount] of Object.entries(requestsOf(pod))) target.used[name] = (target.used[name] ?? 0) + amount;
}

function formatReasons(reasons: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].map(([reason, count]) => `${count} ${reason}`).join(', ');
}
