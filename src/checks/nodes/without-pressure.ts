import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {nodesProbe} from '../probes/nodes-probe.js';
import {readFact} from '../read-fact.js';

const expected = 'no pressure and no fault of its own';

const cures: Readonly<Record<string, string>> = {
  MemoryPressure: 'Ask for as much memory as the pods use, or take larger machines.',
  DiskPressure: 'Give the pool larger boot disks, or clear images and logs.',
  PIDPressure: 'Find the pod that starts too many processes.',
  NetworkUnavailable: 'See whether GKE could make the node’s route: the range of pods may be used up.',
};

export const withoutPressure: Check = {
  id: 'nodes/without-pressure',
  title: 'No node is short of memory, disk or processes',
  why: 'A node under pressure evicts pods and takes no new ones.',
  docs: 'https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/',
  runbook: '10',
  scope: 'cluster',
  probes: [nodesProbe],
  needs: ['control-plane/api-server-answers'],
  evaluate({facts}) {
    const {count, troubles} = readFact(facts, nodesProbe);
    const found = troubles
      .filter(({condition}) => condition !== 'Ready')
      .map(({name, condition, reason, message}) => {
        const command = `kubectl describe node ${name}`;
        return about({resource: `Node ${name}`, expected, evidence: command}).fail(
          `${condition}: ${reason}: ${message}`,
          [
            {
              text:
                cures[condition] ?? 'Replace the node: drain it and delete its machine, and its group makes another.',
              command,
            },
          ],
        );
      });
    if (found.length > 0 || count === 0) return found;
    return [about({expected, evidence: 'kubectl describe nodes'}).pass(`${count} nodes`)];
  },
};
