import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {podsProbe} from '../probes/pods-probe.js';
import {type WorkloadFact, workloadsProbe} from '../probes/workloads-probe.js';
import {readFact} from '../read-fact.js';
import {readFactIfKnown} from '../read-fact-if-known.js';

const expected = 'its newest specification seen by its controller, and rolled out in time';
const lower = (kind: string) => kind.toLowerCase();

function judge({kind, namespace, name, generation, observedGeneration, overdue, ready, wanted}: WorkloadFact) {
  const status = `kubectl rollout status ${lower(kind)}/${name} --namespace ${namespace} --watch=false`;
  const own = about({resource: `${kind} ${namespace}/${name}`, expected, evidence: status});
  if (observedGeneration < generation)
    return own.fail(
      `its controller acted on generation ${observedGeneration}, and ${generation} is what stands: the controller does not keep up`,
      [{text: 'See whether the control plane is well.', command: 'kubectl get --raw "/readyz?verbose"'}],
    );
  return own.fail(`${ready} of ${wanted} serve, and the rollout took too long: ${overdue ?? ''}`, [
    {
      text: 'See why, and go back to what ran before.',
      command: `kubectl rollout undo ${lower(kind)}/${name} --namespace ${namespace}`,
    },
  ]);
}

export const rolledOut: Check = {
  id: 'pods/rolled-out',
  title: 'Every workload of the platform runs as it is specified',
  why: 'A status of an earlier generation says nothing about the present one, and a rollout that has come to a halt leaves the old pods serving.',
  docs: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#deployment-status',
  runbook: '18',
  scope: 'cluster',
  probes: [workloadsProbe],
  needs: ['control-plane/api-server-answers'],
  evaluate({facts}) {
    const {workloads} = readFact(facts, workloadsProbe);
    const {groups = []} = readFactIfKnown(facts, podsProbe) ?? {};
    // A rollout that pods hold up is judged with the pods.
    const isHeldUp = ({kind, namespace, name, failure}: WorkloadFact) =>
      failure !== undefined ||
      groups.some((group) => group.namespace === namespace && group.owner.kind === kind && group.owner.name === name);
    const found = workloads
      .filter(
        (workload) =>
          workload.observedGeneration < workload.generation || (workload.overdue !== undefined && !isHeldUp(workload)),
      )
      .map(judge);
    if (found.length > 0 || workloads.length === 0) return found;
    const underWay = workloads.filter((workload) => workload.isUnderWay && !isHeldUp(workload));
    const seen = about({expected, evidence: 'kubectl get deployments,statefulsets,daemonsets --all-namespaces'});
    return [
      seen.pass(
        underWay.length === 0
          ? `${workloads.length} workloads`
          : `${workloads.length} workloads, ${underWay
              .map(({namespace, name, ready, wanted}) => `${namespace}/${name} under way with ${ready} of ${wanted}`)
              .slice(0, 5)
              .join(', ')}`,
      ),
    ];
  },
};
