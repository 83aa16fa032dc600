import type {Check} from '../../model/finding.js';
import {selectPlannedPools} from '../../model/quota-need.js';
import {about} from '../about.js';
import {freeCapacityProbe} from '../probes/free-capacity-probe.js';
import {releaseNeedsProbe} from '../probes/release-needs-probe.js';
import {readFact} from '../read-fact.js';

const gib = 2 ** 30;
const formatCpus = (cpus: number) => `${Math.ceil(cpus * 10) / 10} CPUs`;
const formatMemory = (bytes: number) => `${Math.ceil((bytes / gib) * 10) / 10} GiB`;

export const capacitySuffices: Check = {
  id: 'cluster/capacity-suffices',
  title: 'The existing nodes have room for what the chart asks for',
  why: 'Pods that no node can take stay pending, and helm waits for them until its time is over.',
  docs: 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#how-pods-with-resource-requests-are-scheduled',
  runbook: '19',
  probes: [freeCapacityProbe, releaseNeedsProbe],
  needs: ['project/project-usable', 'release/renders-cleanly'],
  evaluate({config, facts}) {
    const {nodes, pools, allocatable, taken, largest} = readFact(facts, freeCapacityProbe);
    const {workloads} = readFact(facts, releaseNeedsProbe);
    const wanted = workloads.reduce(
      (sum, {pods, cpus, memoryBytes}) => ({
        cpus: sum.cpus + pods * cpus,
        memoryBytes: sum.memoryBytes + pods * memoryBytes,
      }),
      {cpus: 0, memoryBytes: 0},
    );
    const free = {cpus: allocatable.cpus - taken.cpus, memoryBytes: allocatable.memoryBytes - taken.memoryBytes};
    const words = about({
      resource: `cluster ${config.cluster.name}`,
      expected: `${formatCpus(wanted.cpus)} and ${formatMemory(wanted.memoryBytes)} free`,
      evidence: 'kubectl describe nodes',
    });
    const added = selectPlannedPools(config).filter(
      ({name, accelerator, most}) => accelerator === undefined && most > 0 && !pools.includes(name),
    );
    const found = `${formatCpus(free.cpus)} and ${formatMemory(free.memoryBytes)} of ${nodes === 1 ? 'one node' : `${nodes} nodes`}`;
    // What pools that are still to come will offer is not looked at here, so it is no pass either.
    if (added.length > 0)
      return [
        words.skip(
          `${found}; room comes with the pools that this plan adds: ${added.map(({name}) => name).join(', ')}`,
        ),
      ];
    const misfit = workloads.find(
      ({pods, cpus, memoryBytes}) => pods > 0 && (cpus > largest.cpus || memoryBytes > largest.memoryBytes),
    );
    if (misfit !== undefined)
      return [
        words.fail(
          `no node is large enough for ${misfit.kind} ${misfit.namespace}/${misfit.name}: ${formatCpus(misfit.cpus)}, ${formatMemory(misfit.memoryBytes)}`,
          [{text: 'Add a pool of larger nodes under nodePools.'}],
        ),
      ];
    if (wanted.cpus <= free.cpus && wanted.memoryBytes <= free.memoryBytes) return [words.pass(found)];
    const tries = [{text: 'Add nodes, or a pool under nodePools, or move what else runs there.'}];
    // An autoscaler may still add nodes to pools that the plan does not keep.
    return [words.warn(found, tries)];
  },
};
