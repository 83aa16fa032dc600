import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {nodesProbe} from '../probes/nodes-probe.js';
import {readFact} from '../read-fact.js';

const expected = 'ready';
/** A node that joins takes about a minute until its network is there. */
const joinMs = 120_000;

export const nodesReady: Check = {
  id: 'nodes/nodes-ready',
  title: 'Every node is ready',
  why: 'A node whose kubelet is silent keeps its pods from serving; after five minutes they are evicted, and disks that it holds cannot be taken along.',
  docs: 'https://kubernetes.io/docs/reference/node/node-status/',
  runbook: '10',
  scope: 'cluster',
  probes: [nodesProbe],
  needs: ['control-plane/api-server-answers'],
  evaluate({facts, nowMs}) {
    const {count, troubles} = readFact(facts, nodesProbe);
    if (count === 0)
      return [
        about({expected: 'at least one node', evidence: 'kubectl get nodes'}).fail('the cluster has no node', [
          {
            text: 'See what the node pools are doing.',
            command: 'gcloud container operations list --filter status!=DONE',
          },
        ]),
      ];
    const found = troubles
      .filter(
        ({condition, sinceMs, reason}) =>
          condition === 'Ready' &&
          (reason === 'NodeStatusUnknown' || sinceMs === undefined || nowMs - sinceMs > joinMs),
      )
      .map(({name, pool, zone, reason, message, sinceMs, heardMs}) => {
        const own = about({resource: `Node ${name}`, expected, evidence: `kubectl describe node ${name}`});
        const minutes = (since: number) => Math.max(0, Math.round((nowMs - since) / 60_000));
        const details = [
          `pool ${pool || 'unknown'}`,
          ...(sinceMs === undefined ? [] : [`for ${minutes(sinceMs)} min`]),
          ...(heardMs === undefined ? [] : [`last heard of ${minutes(heardMs)} min ago`]),
        ];
        return own.fail(
          `${reason}: ${message} (${details.join(', ')})`,
          [
            {
              text: 'Start the machine anew, or let auto-repair replace it.',
              command: `gcloud compute instances reset ${name} --zone ${zone}`,
            },
            {
              text: 'Until then let its pods go elsewhere.',
              command: `kubectl drain ${name} --ignore-daemonsets --delete-emptydir-data`,
            },
          ],
          [`Node ${name}`],
        );
      });
    if (found.length > 0) return found;
    return [about({expected, evidence: 'kubectl get nodes'}).pass(`${count} nodes`)];
  },
};
