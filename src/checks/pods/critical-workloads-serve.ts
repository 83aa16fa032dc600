import type {Check, Judgement} from '../../model/finding.js';
import {about} from '../about.js';
import {podsProbe} from '../probes/pods-probe.js';
import {type WorkloadFact, workloadsProbe} from '../probes/workloads-probe.js';
import {readFact} from '../read-fact.js';
import {readFactIfKnown} from '../read-fact-if-known.js';

const expected = 'there, and at least one pod that serves';
const mend = {text: 'Install again: it is brought back.', command: 'shakinstall init'};

/** Whether another check says why a workload does not serve, and which. */
function selectJudgeElsewhere(workload: WorkloadFact, isPodTroubled: boolean): string | undefined {
  if (workload.foreign.length > 0) return 'helm/fields-undisturbed';
  if (workload.failure !== undefined) return 'pods/created';
  return isPodTroubled ? 'the checks of its pods' : undefined;
}

export const criticalWorkloadsServe: Check = {
  id: 'pods/critical-workloads-serve',
  title: 'Every critical workload of the platform is there and serves',
  why: 'Without the dashboard, its API server, the databases, Keycloak, the proxies and the mesh’s own workloads the platform is not up.',
  docs: 'https://kubernetes.io/docs/concepts/workloads/',
  runbook: '18',
  scope: 'cluster',
  probes: [workloadsProbe],
  needs: ['control-plane/api-server-answers'],
  evaluate({facts}) {
    const {critical, workloads} = readFact(facts, workloadsProbe);
    const {groups = []} = readFactIfKnown(facts, podsProbe) ?? {};
    return critical.map(({kind, namespace, namePrefix, name}): Judgement => {
      const evidence = `kubectl get ${kind.toLowerCase()} --namespace ${namespace}`;
      const own = about({resource: `${kind} ${namespace}/${name ?? namePrefix}`, expected, evidence});
      const workload = workloads.find(
        (candidate) => candidate.kind === kind && candidate.namespace === namespace && candidate.name === name,
      );
      if (workload === undefined)
        return {
          ...own.fail(
            `there is no ${kind} ${namePrefix} in ${namespace}`,
            [mend],
            [`workload ${namespace}/${namePrefix}`],
          ),
          mendedBy: 'platform/install-release',
        };
      const {ready, wanted, isUnderWay} = workload;
      if (ready > 0) return own.pass(`${ready} of ${wanted} serve`);
      const isPodTroubled = groups.some((group) => group.namespace === namespace && group.owner.name === name);
      const elsewhere = selectJudgeElsewhere(workload, isPodTroubled);
      if (elsewhere !== undefined) return own.skip(`0 of ${wanted} serve; ${elsewhere} say why`);
      if (wanted === 0)
        return own.fail(
          'it is scaled to 0',
          [
            {
              text: 'Start it.',
              command: `kubectl scale ${kind.toLowerCase()}/${name} --namespace ${namespace} --replicas 1`,
            },
          ],
          [`${kind} ${namespace}/${name}`],
        );
      return isUnderWay
        ? own.warn(`0 of ${wanted} serve yet: a rollout is under way`, [
            {
              text: 'Look again in some minutes.',
              command: `kubectl rollout status ${kind.toLowerCase()}/${name} --namespace ${namespace}`,
            },
          ])
        : own.fail(`0 of ${wanted} serve`, [
            {text: 'See its pods.', command: `kubectl get pods --namespace ${namespace}`},
          ]);
    });
  },
};
