import type {Gate} from '../../model/gate.js';
import type {UpgradeFacts} from '../../model/upgrade-facts.js';

/** Revisions that this program made say so; a rollback says which one it is again. */
const isOurs = (description: string) => description.startsWith('shakinstall ') || /^Rollback to \d+$/.test(description);

export const helmStateClean: Gate<UpgradeFacts> = {
  id: 'upgrade/helm-state-clean',
  code: 'SHK_UPGRADE_E2005',
  title: 'Helm’s record is what this deployment made',
  docs: 'https://helm.sh/docs/helm/helm_history/',
  evaluate({history, pending, installed, candidate, attempt, helm}) {
    const evidence = `helm history ${helm.release} --namespace ${helm.namespace}`;
    const last = history.at(-1);
    const deployed = history.findLast(({status}) => status === 'deployed');
    const fail = (observed: string, expected: string, tries: readonly {text: string; command?: string}[]) =>
      ({verdict: 'fail', observed, expected, tries, evidence}) as const;
    if (last === undefined)
      return fail('helm knows no release', 'a platform that is installed', [
        {text: 'Install it.', command: 'shakinstall init'},
      ]);
    if (pending?.verdict === 'running')
      return fail(
        `revision ${pending.revision} is ${pending.status}, and no run of this deployment began it`,
        'nobody else at work',
        [
          {
            text: 'Find who runs helm, and let it end. Half an hour after it began it counts as abandoned and is cleared.',
            command: evidence,
          },
        ],
      );
    if (pending !== undefined)
      return {
        verdict: 'pass',
        observed: `revision ${pending.revision} was left ${pending.status} ${pending.verdict === 'ours' ? 'by an interrupted run' : 'and abandoned'}: it is cleared first`,
      };
    const charts = [installed.chart, ...(attempt?.to === candidate.version ? [candidate.chart] : [])];
    if (deployed === undefined || !charts.includes(deployed.chart))
      return fail(
        `helm has ${deployed?.chart ?? 'nothing'} deployed, this directory knows ${installed.chart}`,
        installed.chart,
        [
          {
            text: 'Work in the directory from which the last upgrade was done, or restore its state.',
            command: evidence,
          },
        ],
      );
    if (deployed.revision === last.revision && !isOurs(last.description))
      return fail(
        `revision ${last.revision} was made by somebody else: ${last.description || 'no description'}`,
        'a revision of this program’s',
        [
          {
            text: 'Put what it changed into release.values of the configuration, and install again: that makes it this program’s.',
            command: 'shakinstall init',
          },
        ],
      );
    return {verdict: 'pass', observed: `revision ${last.revision}, ${last.status}, ${deployed.chart} deployed`};
  },
};
