import type {Check, Judgement} from '../../model/finding.js';
import {about} from '../about.js';
import {type HelmRecordFact, helmRecordsProbe} from '../probes/helm-records-probe.js';
import {readFact} from '../read-fact.js';

const expected = 'its newest revision deployed';
/** Helm itself waits five minutes for a release unless it is told otherwise. */
const usualMs = 15 * 60_000;

function judge({namespace, release, revisions}: HelmRecordFact, nowMs: number): readonly Judgement[] {
  const [newest] = revisions;
  if (newest === undefined) return [];
  const {revision, status, changedMs, owner} = newest;
  const place = `${release} --namespace ${namespace}`;
  const own = about({resource: `Helm release ${namespace}/${release}`, expected, evidence: `helm history ${place}`});
  const good = revisions.find((entry) => entry.status === 'deployed' || entry.status === 'superseded');
  const ageMs = changedMs === null ? null : nowMs - changedMs;
  const age = ageMs === null ? '' : ` for ${Math.max(0, Math.round(ageMs / 60_000))} min`;
  const by = owner === null ? '' : `, written by ${owner}`;
  const back =
    good === undefined
      ? {
          text: 'No revision was ever deployed: take the release away, and install again.',
          command: `helm uninstall ${place}`,
        }
      : {
          text: `Go back to revision ${good.revision}, which was deployed.`,
          command: `helm rollback ${release} ${good.revision} --namespace ${namespace}`,
        };
  if (status === 'deployed') return [own.pass(`revision ${revision}`)];
  if (status.startsWith('pending-'))
    // Nobody can tell from outside whether the helm that wrote it still runs.
    return ageMs !== null && ageMs < usualMs
      ? [
          own.warn(`revision ${revision} is ${status}${age}${by}: a helm is at it, or was killed`, [
            {text: 'Where no helm runs any more, go back.', command: back.command},
            {text: 'Otherwise wait for it.', command: `helm status ${place}`},
          ]),
        ]
      : [
          {
            ...own.fail(
              `revision ${revision} is ${status}${age}${by}: the helm that began it is gone, and no other may begin`,
              [back],
            ),
            mendedBy: 'platform/install-release',
          },
        ];
  if (status === 'failed')
    return [
      {
        ...own.fail(`revision ${revision} failed${age}${by}`, [
          {text: 'See what it failed on, and install again.', command: `helm status ${place}`},
          back,
        ]),
        mendedBy: 'platform/install-release',
      },
    ];
  return [
    own.fail(`revision ${revision} is ${status}${age}${by}`, [{text: 'Install again.', command: 'shakinstall init'}]),
  ];
}

export const releaseDeployed: Check = {
  id: 'helm/release-deployed',
  title: 'The newest revision of every Helm release is deployed',
  why: 'A revision that stays pending blocks every further one; after a failed one the cluster is between two versions.',
  docs: 'https://helm.sh/docs/helm/helm_history/',
  runbook: '17',
  scope: 'cluster',
  probes: [helmRecordsProbe],
  needs: ['control-plane/api-server-answers'],
  evaluate: ({facts, nowMs}) => readFact(facts, helmRecordsProbe).flatMap((record) => judge(record, nowMs)),
};
