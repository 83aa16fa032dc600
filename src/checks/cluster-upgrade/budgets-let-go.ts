import type {ClusterUpgradeFacts} from '../../model/cluster-upgrade-facts.js';
import type {Gate} from '../../model/gate.js';

export const budgetsLetGo: Gate<ClusterUpgradeFacts> = {
  id: 'cluster-upgrade/budgets-let-go',
  code: 'SHK_UPGRADE_E2034',
  title: 'Every disruption budget lets a pod go',
  docs: 'https://kubernetes.io/docs/tasks/run-application/configure-pdb/',
  evaluate({budgets, path}) {
    const hasPools = 'moves' in path && path.moves.some(({pool}) => pool !== undefined);
    if (!hasPools) return {verdict: 'pass', observed: 'no nodes are exchanged'};
    const [first] = budgets;
    if (first === undefined) return {verdict: 'pass', observed: 'none holds its pods'};
    return {
      verdict: 'fail',
      observed: budgets.map(({namespace, name, reason}) => `${namespace}/${name}: ${reason}`).join('\n'),
      expected: 'one disruption allowed: GKE waits an hour for each node, then takes the pods away all the same',
      evidence: `kubectl get poddisruptionbudget ${first.name} --namespace ${first.namespace}`,
      tries: [{text: 'Run one replica more, or let the budget allow one disruption.'}],
    };
  },
};
