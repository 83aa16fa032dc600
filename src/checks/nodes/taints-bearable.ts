import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {clusterProbe} from '../probes/cluster-probe.js';
import {nodesProbe} from '../probes/nodes-probe.js';
import {podsProbe} from '../probes/pods-probe.js';
import {readFact} from '../read-fact.js';
import {readFactIfKnown} from '../read-fact-if-known.js';

const expected = 'no taint that keeps the platform’s pods from every node that they select';

export const taintsBearable: Check = {
  id: 'nodes/taints-bearable',
  title: 'No taint keeps the platform’s pods off its nodes',
  why: 'A taint that was meant for one pool and put on others leaves running pods alone; whatever starts anew finds no node.',
  docs: 'https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/',
  runbook: '10',
  scope: 'cluster',
  probes: [nodesProbe, podsProbe],
  needs: ['control-plane/api-server-answers'],
  evaluate({facts}) {
    const {groups, count} = readFact(facts, nodesProbe);
    const cluster = readFactIfKnown(facts, clusterProbe);
    const pods = readFact(facts, podsProbe).groups.filter(({kind}) => kind === 'unscheduled');
    const strange = groups.flatMap(({pool, count: size, strangeTaints}) =>
      strangeTaints.map(({taint, count: tainted}) => ({pool, size, taint, tainted})),
    );
    const evidence = 'kubectl get nodes -o custom-columns=NAME:.metadata.name,TAINTS:.spec.taints';
    const found = [...new Set(strange.map(({taint}) => taint))].flatMap((taint) => {
      const [key = taint] = taint.split('=');
      const kept = pods.filter(({message}) => message.includes(`untolerated taint {${key}:`));
      const pools = strange.filter((entry) => entry.taint === taint);
      const where = pools.map(({pool, size, tainted}) => `${tainted} of ${size} in ${pool || 'no pool'}`).join(', ');
      const workloads = kept.map(({namespace, owner}) => `${namespace}/${owner.name}`);
      const own = about({resource: `Taint ${taint}`, expected, evidence});
      const tries = [
        {text: 'Take it off.', command: `kubectl taint nodes --all ${key}-`},
        {text: 'Where the node pool itself is tainted, change the pool: its new nodes carry the taint again.'},
      ];
      if (kept.length > 0)
        return [own.fail(`on ${where} nodes; ${workloads.slice(0, 5).join(', ')} found no node for it`, tries)];
      // A pool may be tainted as a whole; a taint that only some of its nodes have, or that GKE does not know of, was put there by hand.
      const byHand = pools.filter(({pool, size, tainted}) => {
        const known = cluster?.nodePools.find(({name}) => name === pool)?.taints;
        return tainted < size || (known !== undefined && !known.some((planned) => planned.key === key));
      });
      return byHand.length === 0
        ? []
        : [
            own.warn(
              `on ${where} nodes, and not of their pools: pods that do not tolerate it and start anew go elsewhere or nowhere`,
              tries,
            ),
          ];
    });
    if (found.length > 0) return found;
    return [about({expected, evidence}).pass(`${count} nodes`)];
  },
};
