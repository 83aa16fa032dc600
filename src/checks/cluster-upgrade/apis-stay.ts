import type {ClusterUpgradeFacts} from '../../model/cluster-upgrade-facts.js';
import type {Gate} from '../../model/gate.js';

export const apisStay: Gate<ClusterUpgradeFacts> = {
  id: 'cluster-upgrade/apis-stay',
  code: 'SHK_UPGRADE_E2035',
  title: 'Nothing is written in a version of an API that goes',
  docs: 'https://kubernetes.io/docs/reference/using-api/deprecation-guide/',
  evaluate({removed, wanted}) {
    if (removed.length === 0) return {verdict: 'pass', observed: `nothing that ${wanted} no longer serves is in use`};
    const unseen = removed.filter(({isUnseen}) => isUnseen === true);
    if (unseen.length === removed.length)
      return {
        verdict: 'unknown',
        observed: unseen.map(({kind, where}) => `${kind} could not be looked at, missing ${where[0]}`).join('\n'),
        expected: 'every kind that changes looked at',
        tries: [{text: 'Have the permission granted that is named, then run again.'}],
      };
    return {
      verdict: 'fail',
      observed: removed
        .filter(({isUnseen}) => isUnseen !== true)
        .map(
          ({apiVersion, kind, removedIn, instead, by, where}) =>
            `${kind} ${apiVersion}, gone in ${removedIn}${instead === undefined ? '' : `, now ${instead}`}, in ${by}: ${where.slice(0, 4).join(', ')}`,
        )
        .join('\n'),
      expected: 'versions that are served afterwards as well',
      tries: [{text: 'Have whoever writes them write the version that is named; objects themselves stay.'}],
    };
  },
};
