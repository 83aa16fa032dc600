import type {Try} from '../../model/diagnostic.js';
import type {ClusterInputs, Judgement} from '../../model/finding.js';
import type {PodTroubleKind} from '../../model/select-pod-trouble.js';
import {about} from '../about.js';
import {nodesProbe} from '../probes/nodes-probe.js';
import {type PodGroup, podsProbe} from '../probes/pods-probe.js';
import {type WorkloadFact, workloadsProbe} from '../probes/workloads-probe.js';
import {readFact} from '../read-fact.js';
import {readFactIfKnown} from '../read-fact-if-known.js';
import {selectCause, type TroubledWorkload} from './select-cause.js';

/** What one check says of the groups whose trouble it is about. */
interface GroupWords {
  readonly kinds: readonly PodTroubleKind[];
  readonly expected: string;
  tries(group: PodGroup): readonly Try[];
  /** Which other check says why, where one does. */
  judgedBy?(group: PodGroup): string | undefined;
  /** What would account for it, beside what every group may wait for. */
  follows?(group: PodGroup): readonly string[];
}

const nameOf = ({namespace, owner}: PodGroup) => `${owner.kind} ${namespace}/${owner.name}`;

function formatObserved(group: PodGroup, nowMs: number): string {
  const {count, pods, container, message, exitCode, restarts = 0, sinceMs, log = [], events = [], unheard} = group;
  const which = count === 1 ? `pod ${pods[0] ?? ''}` : `${count} pods, such as ${pods[0] ?? ''}`;
  const minutes = sinceMs === undefined ? undefined : Math.max(0, Math.round((nowMs - sinceMs) / 60_000));
  const details = [
    exitCode === undefined ? undefined : `exit code ${exitCode}`,
    restarts === 0 ? undefined : `${restarts} restarts`,
    minutes === undefined ? undefined : minutes === 0 ? 'within the last minute' : `for ${minutes} min`,
  ].filter((detail) => detail !== undefined);
  const words = [
    `${which}${container === undefined ? '' : `, container ${container}`}: ${message}${details.length === 0 ? '' : ` (${details.join(', ')})`}`,
    ...(log.length === 0 ? [] : [`its log: ${log.join(' ⏎ ')}`]),
    ...(events.length === 0 ? [] : [`its events: ${events.join(' ⏎ ')}`]),
    ...(unheard === undefined ? [] : [`more could not be heard without ${unheard}`]),
  ];
  return words.join('; ');
}

/** Kinds that a workload which others wait for may be of. */
const kinds = ['Deployment', 'StatefulSet', 'DaemonSet'] as const;

/** Who changed what the pods are made after: often the reason itself. */
function formatForeign(workload: WorkloadFact | undefined): string {
  const templates = (workload?.foreign ?? []).filter(({fields}) =>
    fields.some((field) => field.startsWith('spec.template')),
  );
  return templates
    .map(({manager, fields, at}) => `; ${manager} changed ${fields.join(', ')}${at === undefined ? '' : ` at ${at}`}`)
    .join('');
}

function selectEvidence({kind, namespace, pods, container, hasPrevious = false}: PodGroup): string {
  const [pod = ''] = pods;
  const reads = kind === 'crash' || kind === 'memory' || kind === 'unready';
  if (!reads || container === undefined) return `kubectl describe pod ${pod} --namespace ${namespace}`;
  const previous = hasPrevious && kind !== 'unready' ? ' --previous' : '';
  return `kubectl logs ${pod} --namespace ${namespace} --container ${container}${previous} --tail 60`;
}

/** Everything of the platform that is troubled, for finding out what waits for what. */
function listTroubled(inputs: ClusterInputs): readonly TroubledWorkload[] {
  const {groups} = readFact(inputs.facts, podsProbe);
  const {workloads = []} = readFactIfKnown(inputs.facts, workloadsProbe) ?? {};
  const down = workloads.filter(({ready, isUnderWay, wanted}) => ready === 0 && (wanted === 0 || isUnderWay));
  return [
    ...groups.map(({namespace, owner, awaits, log = [], events = []}) => ({
      namespace,
      name: owner.name,
      words: [...awaits, ...log, ...events].join('\n'),
    })),
    ...down.map(({namespace, name}) => ({namespace, name, words: ''})),
  ];
}

/** Groups with one kind of trouble, judged where they are the root: not on a lost node, not waiting for another workload. */
export function judgePodGroups(inputs: ClusterInputs, words: GroupWords): readonly Judgement[] {
  const {facts, nowMs} = inputs;
  const {groups, namespaces, completed, refused} = readFact(facts, podsProbe);
  const lost = new Set(
    (readFactIfKnown(facts, nodesProbe)?.troubles ?? [])
      .filter(({condition}) => condition === 'Ready')
      .map(({name}) => name),
  );
  const troubled = listTroubled(inputs);
  const {workloads = []} = readFactIfKnown(facts, workloadsProbe) ?? {};
  const {expected} = words;
  const found = groups
    .filter((group) => words.kinds.includes(group.kind) && group.owner.kind !== 'Job')
    .map((group): Judgement => {
      const leadOn = (judgement: Judgement, follows: readonly string[]): Judgement => ({
        ...judgement,
        explains: [nameOf(group)],
        follows,
      });
      const own = about({resource: nameOf(group), expected, evidence: selectEvidence(group)});
      if (group.nodes.length > 0 && group.nodes.every((node) => lost.has(node)))
        return leadOn(
          own.skip(`its pods are on ${group.nodes.join(', ')}, which is not ready: nodes/nodes-ready judges that`),
          group.nodes.map((node) => `Node ${node}`),
        );
      const judge = words.judgedBy?.(group);
      if (judge !== undefined) return leadOn(own.skip(`${group.message}: ${judge} judges that`), [`check ${judge}`]);
      const cause = selectCause({namespace: group.namespace, name: group.owner.name}, troubled);
      if (cause !== undefined)
        return leadOn(
          own.skip(`it waits for ${cause.namespace}/${cause.name}, which has a trouble of its own`),
          kinds.map((kind) => `${kind} ${cause.namespace}/${cause.name}`),
        );
      const changed = workloads.find(
        (workload) => nameOf(group) === `${workload.kind} ${workload.namespace}/${workload.name}`,
      );
      const observed = `${formatObserved(group, nowMs)}${formatForeign(changed)}`;
      const follows = words.follows?.(group) ?? [];
      return {
        ...own.fail(observed, words.tries(group), [nameOf(group)]),
        ...(follows.length === 0 ? {} : {follows}),
      };
    });
  const unseen = refused.map(({namespace, kind, missing, message}) =>
    about({
      resource: `Namespace ${namespace}`,
      expected,
      evidence: `kubectl auth can-i list pods --namespace ${namespace}`,
    }).unknown(`could not look into ${namespace}: ${message}`, {kind, missing, message}),
  );
  const pods = namespaces.reduce((sum, namespace) => sum + namespace.pods, 0);
  if (found.length > 0 || pods === 0) return [...found, ...unseen];
  const seen = about({expected, evidence: 'kubectl get pods --all-namespaces'});
  return [seen.pass(`${pods} pods in ${namespaces.length} namespaces, ${completed} of them completed`), ...unseen];
}
