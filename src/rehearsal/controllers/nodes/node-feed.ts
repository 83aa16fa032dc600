import type {NodeSpec} from '../../seams/control-planes.js';

/** The machines that the cloud has made for a cluster, as they come and go. */
export interface NodeFeed {
  current(): readonly NodeSpec[];
  /** Declares all machines; those missing from the list are gone. */
  set(nodes: readonly NodeSpec[]): void;
  onChange(listener: () => void): void;
}

/** A feed that starts with the given machines. */
export function createNodeFeed(initial: readonly NodeSpec[] = []): NodeFeed {
  let nodes = initial;
  const listeners: Array<() => void> = [];
  return {
    current: () => nodes,
    set(next) {
      nodes = next;
      for (const listener of listeners) listener();
    },
    onChange: (listener) => void listeners.push(listener),
  };
}
