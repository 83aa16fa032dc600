import type {Try} from '../../model/diagnostic.js';
import type {Check} from '../../model/finding.js';
import {nodesMissing} from '../nodes/nodes-missing.js';
import {claimsProbe} from '../probes/claims-probe.js';
import {nodesProbe} from '../probes/nodes-probe.js';
import {type PodGroup, podsProbe} from '../probes/pods-probe.js';
import {readFactIfKnown} from '../read-fact-if-known.js';
import {listUnreachable} from '../storage-health/list-unreachable.js';
import {judgePodGroups} from './judge-pod-groups.js';

/** What to do about each of the scheduler's reasons. Its words: https://kubernetes.io/docs/concepts/scheduling-eviction/ */
const reasons: ReadonlyArray<readonly [words: RegExp, text: string, command?: string]> = [
  [
    /Insufficient nvidia\.com\/gpu|Insufficient \S*gpu/i,
    'Give the cluster a pool with that accelerator and its driver, or ask for fewer GPUs. Pools and their accelerators:',
    'kubectl get nodes -L cloud.google.com/gke-nodepool,cloud.google.com/gke-accelerator',
  ],
  [
    /Insufficient (cpu|memory|ephemeral-storage|pods)/i,
    'Lower the request, raise the maximum of the pool, or add a pool of larger machines. What the nodes have left:',
    'kubectl describe nodes',
  ],
  [
    /untolerated taint/i,
    'Take the taint off the nodes that should run this, or let the pods tolerate it. Taints by node:',
    'kubectl get nodes -o custom-columns=NAME:.metadata.name,TAINTS:.spec.taints',
  ],
  [
    /didn't match Pod's node affinity|node selector|(?<!volume )node affinity/i,
    'Give the pool the label that the pods select, or correct the release’s node selector. Labels of the nodes:',
    'kubectl get nodes --show-labels',
  ],
  [/anti-affinity|topology spread/i, 'Add a node in another zone, or relax the rule that keeps these pods apart.'],
  [
    /persistentvolumeclaim|volume node affinity|unbound immediate/i,
    'See why the claim is not bound, or whether its disk is in a zone without nodes.',
    'kubectl get persistentvolumeclaims --all-namespaces',
  ],
  [/unschedulable/i, 'Uncordon a node.', 'kubectl get nodes'],
];

/**
 * What to do where the autoscaler wanted to bring a node and could not, or did not want to, by the words of its events.
 * https://cloud.google.com/kubernetes-engine/docs/how-to/cluster-autoscaler-visibility
 */
const scalings: ReadonlyArray<readonly [words: RegExp, text: string, command: string]> = [
  [
    /FailedScaleUp:.*out of resources/,
    'Google has no such machine left there now: wait, or let the pool use another zone or another type. What there is:',
    'gcloud compute machine-types list --filter "zone~ZONE"',
  ],
  [
    /FailedScaleUp:.*quota/,
    'A quota of the project is used up: free some of it, or ask for more. What is used of what:',
    'gcloud compute regions describe REGION --flatten quotas --format "table(quotas.metric,quotas.usage,quotas.limit)"',
  ],
  [
    /NotTriggerScaleUp:.*max (?:node group|cluster) .*reached/,
    'The pool is as large as its autoscaling lets it be: raise its maximum.',
    'gcloud container node-pools list --cluster CLUSTER --location LOCATION --format "table(name,autoscaling)"',
  ],
];

/** The zone that an event of the autoscaler names, put where a command asks for it or its region. */
function fillPlace(command: string, events: string): string {
  const [, zone] = /in zones ([a-z]+-[a-z]+\d+-[a-z])/.exec(events) ?? [];
  return zone === undefined ? command : command.replace('ZONE', zone).replace('REGION', zone.slice(0, -2));
}

/** The scheduler's words where none of the nodes that are there will do, or none has room. */
const wantsNodes = /didn't match Pod's node affinity|Insufficient|no nodes available/;

/** What Kubernetes itself puts on a node that it no longer hears of. https://kubernetes.io/docs/reference/labels-annotations-taints/#node-kubernetes-io-unreachable */
const lostTaint = /untolerated taint \{node\.kubernetes\.io\/(unreachable|not-ready)\b/;

function listTries({message, namespace, owner, events = []}: PodGroup): readonly Try[] {
  const told = events.join('\n');
  const tries = [
    ...scalings
      .filter(([words]) => words.test(told))
      .map(([, text, command]) => ({text, command: fillPlace(command, told)})),
    ...reasons
      .filter(([words]) => words.test(message))
      .map(([, text, command]) => ({text, ...(command === undefined ? {} : {command})})),
  ];
  if (tries.length > 0) return tries;
  const command = `kubectl get ${owner.kind.toLowerCase()} ${owner.name} --namespace ${namespace} -o yaml`;
  return [{text: 'Compare what the pods ask for with what the nodes have.', command}];
}

export const scheduled: Check = {
  id: 'pods/scheduled',
  title: 'Every pod of the platform found a node',
  why: 'A pod without a node does not run. What it asks for, no node has: CPU, memory, a GPU, a label, a bearable taint, a disk in its zone.',
  docs: 'https://kubernetes.io/docs/concepts/scheduling-eviction/kube-scheduler/',
  runbook: '18',
  scope: 'cluster',
  probes: [podsProbe],
  needs: ['control-plane/api-server-answers'],
  evaluate(inputs) {
    const {groups = [], troubles: ofNodes = []} = readFactIfKnown(inputs.facts, nodesProbe) ?? {};
    const isNodeLost = ofNodes.some(({condition}) => condition === 'Ready');
    const {troubles = [], ending = [], volumes = []} = readFactIfKnown(inputs.facts, claimsProbe) ?? {};
    const zones = groups.flatMap((group) => group.zones);
    const isFar = (namespace: string) =>
      listUnreachable(volumes, zones).some(({claim}) => claim?.startsWith(`${namespace}/`) === true);
    const keys = groups.flatMap(({strangeTaints}) => strangeTaints.map(({taint}) => taint.split('=')[0] ?? taint));
    return judgePodGroups(inputs, {
      kinds: ['unscheduled'],
      expected: 'a node for every pod',
      judgedBy: ({message, namespace}) => {
        if (keys.some((key) => message.includes(`untolerated taint {${key}:`))) return 'nodes/taints-bearable';
        if (isNodeLost && lostTaint.test(message)) return 'nodes/nodes-ready';
        if (
          ending.some((claim) => claim.namespace === namespace && message.includes(`"${claim.name}" is being deleted`))
        )
          return 'storage-health/claims-stay';
        if (message.includes('volume node affinity') && isFar(namespace)) return 'storage-health/volumes-in-reach';
        const isClaim = /persistentvolumeclaim|unbound immediate/i.test(message);
        return isClaim && troubles.some((claim) => claim.namespace === namespace)
          ? 'storage-health/claims-bound'
          : undefined;
      },
      follows: ({message}) => (wantsNodes.test(message) ? [nodesMissing] : []),
      tries: listTries,
    });
  },
};
