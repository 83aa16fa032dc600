/** A node of a graph: its key and the keys that come before it. */
export interface GraphNode {
  readonly key: string;
  readonly needs: readonly string[];
}

/**
 * The nodes in an order where every need comes first; among the ready ones the given order decides, so
 * equal graphs give equal orders. A cycle, or a need that is not there, is an error of the program.
 */
export function orderSteps<N extends GraphNode>(nodes: readonly N[]): N[] {
  const keys = new Set(nodes.map((node) => node.key));
  for (const node of nodes) {
    const missing = node.needs.find((need) => !keys.has(need));
    if (missing !== undefined) throw new Error(`step ${node.key} needs ${missing}, which is not in the plan`);
  }
  const ordered: N[] = [];
  const placed = new Set<string>();
  let waiting = [...nodes];
  while (waiting.length > 0) {
    const ready = waiting.filter((node) => node.needs.every((need) => placed.has(need)));
    if (ready.length === 0)
      throw new Error(`steps need each other in a circle: ${waiting.map((node) => node.key).join(', ')}`);
    // One at a time keeps the given order as far as the needs allow.
    const next = ready[0] as N;
    ordered.push(next);
    placed.add(next.key);
    waiting = waiting.filter((node) => node !== next);
  }
  return ordered;
}
