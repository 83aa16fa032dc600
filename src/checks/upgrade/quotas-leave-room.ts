import type {Gate} from '../../model/gate.js';
import type {UpgradeFacts} from '../../model/upgrade-facts.js';

const gib = 2 ** 30;
const format = ({cpus, memoryBytes}: {readonly cpus: number; readonly memoryBytes: number}) =>
  `${Math.ceil(cpus * 10) / 10} CPUs and ${Math.ceil((memoryBytes / gib) * 10) / 10} GiB`;

/** Everything that stands beside its old pods for a while: all rollouts of a release begin at once. */
function sumTwice({restarts}: UpgradeFacts['difference']) {
  return restarts.reduce(
    (sum, {twice}) =>
      twice === undefined
        ? sum
        : {
            pods: sum.pods + twice.pods,
            cpus: sum.cpus + twice.pods * twice.cpus,
            memoryBytes: sum.memoryBytes + twice.pods * twice.memoryBytes,
          },
    {pods: 0, cpus: 0, memoryBytes: 0},
  );
}

export const surgeQuotasLeaveRoom: Gate<UpgradeFacts> = {
  id: 'upgrade/quotas-leave-room',
  code: 'SHK_UPGRADE_E2009',
  title: 'Nodes and quotas leave room for what runs twice meanwhile',
  docs: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#max-surge',
  evaluate({quotas, difference, room}) {
    const twice = sumTwice(difference);
    if (quotas.length > 0)
      return {
        verdict: 'fail',
        observed: quotas.join('\n'),
        expected: 'room for one node more',
        evidence: 'shakinstall doctor --only nodes/quotas-leave-room',
        tries: [{text: 'Ask for more in IAM & Admin → Quotas, or give back what nobody uses.'}],
      };
    if (twice.pods === 0) return {verdict: 'pass', observed: 'nothing runs twice'};
    const wanted = `${twice.pods} ${twice.pods === 1 ? 'pod runs' : 'pods run'} twice for a while and ${twice.pods === 1 ? 'asks' : 'ask'} for ${format(twice)}`;
    if (room.state === 'unknown')
      return {
        verdict: 'unknown',
        observed: `${wanted}; what the nodes have left could not be looked at, missing ${room.missing}`,
        expected: `${format(twice)} free`,
        tries: [{text: 'Have the permission granted that is named, then run again.'}],
      };
    const {free, mayGrow} = room;
    if (twice.cpus <= free.cpus && twice.memoryBytes <= free.memoryBytes)
      return {verdict: 'pass', observed: `${wanted}; ${format(free)} are free`};
    if (mayGrow)
      return {verdict: 'pass', observed: `${wanted}; ${format(free)} are free, and a pool may grow by itself`};
    return {
      verdict: 'fail',
      observed: `${wanted}; ${format(free)} are free, and no pool may grow by itself`,
      expected: `${format(twice)} free`,
      evidence: 'kubectl describe nodes',
      tries: [
        {text: 'Add a node to a pool, or move what else runs there: pods without room would hold the upgrade up.'},
      ],
    };
  },
};
