import type {Check} from '../../model/finding.js';
import {parseQuantity} from '../../model/parse-quantity.js';
import {about} from '../about.js';
import {type NodeKind, nodeSizesProbe} from '../probes/node-sizes-probe.js';
import {readFact} from '../read-fact.js';

/** Part of its memory and of its disk a machine keeps from Kubernetes: 16 GB of a machine are shown as less. */
const shown = 0.9;
const workers = {cpu: 8, memory: 16e9, storage: 30e9};
const masters = {cpu: 4, memory: 8e9, storage: 30e9};

const measure = (kind: NodeKind) => ({
  cpu: parseQuantity(kind.cpu),
  memory: parseQuantity(kind.memory),
  storage: parseQuantity(kind.storage),
});

const format = ({count, cpu, memory, storage, isControlPlane}: NodeKind) =>
  `${count} ${isControlPlane ? 'control plane' : 'worker'} node${count === 1 ? '' : 's'} of ${cpu || '?'} CPU, ${memory || '?'} memory, ${storage || '?'} disk`;

export const nodesLargeEnough: Check = {
  id: 'cluster/nodes-large-enough',
  title: 'Worker nodes have 8 CPUs, 16 GB and 30 GB of disk; control plane nodes half of the first two',
  why: 'A pod cannot be split over nodes: where each node is small, capacity that is there in sum serves nobody.',
  docs: 'https://kubernetes.io/docs/concepts/architecture/nodes/#node-capacity',
  scope: 'cluster',
  probes: [nodeSizesProbe],
  needs: ['cluster/version-supported'],
  evaluate({facts}) {
    const kinds = readFact(facts, nodeSizesProbe);
    const evidence =
      'kubectl get nodes -o custom-columns=NAME:.metadata.name,CPU:.status.capacity.cpu,MEMORY:.status.capacity.memory';
    if (!kinds.some(({isControlPlane}) => !isControlPlane))
      return [about({expected: 'a worker node', evidence}).fail('no worker node', [{text: 'Add worker nodes.'}])];
    return kinds.map((kind) => {
      const {cpu, memory, storage} = kind.isControlPlane ? masters : workers;
      const words = about({
        resource: format(kind),
        expected: `${cpu} CPUs, ${memory / 1e9} GB, ${storage / 1e9} GB of disk`,
        evidence,
      });
      const found = measure(kind);
      if (found.cpu === undefined || found.memory === undefined || found.storage === undefined)
        return words.unknown('a capacity is missing or no quantity', {
          kind: 'answer',
          missing: 'status.capacity',
          message: `${format(kind)}: not every capacity is stated`,
        });
      const short = [
        ...(found.cpu < cpu ? [`${kind.cpu} of ${cpu} CPUs`] : []),
        ...(found.memory < memory * shown ? [`${kind.memory} of ${memory / 1e9} GB memory`] : []),
        ...(found.storage < storage * shown ? [`${kind.storage} of ${storage / 1e9} GB disk`] : []),
      ];
      if (short.length === 0) return words.pass('large enough');
      // Small nodes beside large ones are no harm by themselves.
      const hasLarge = kinds.some((other) => {
        const size = measure(other);
        return (
          !other.isControlPlane &&
          (size.cpu ?? 0) >= workers.cpu &&
          (size.memory ?? 0) >= workers.memory * shown &&
          (size.storage ?? 0) >= workers.storage * shown
        );
      });
      const tries = [{text: 'Add a pool of larger nodes; label it for the platform.'}];
      return hasLarge && !kind.isControlPlane
        ? words.warn(short.join(', '), tries)
        : words.fail(short.join(', '), tries);
    });
  },
};
