import type {Check} from '../../model/finding.js';
import {compareVersions, selectOfferedVersions, selectVersion} from '../../release/select-version.js';
import {about} from '../about.js';
import {clusterProbe} from '../probes/cluster-probe.js';
import {gkeOfferProbe} from '../probes/gke-offer-probe.js';
import {readFact} from '../read-fact.js';
import {formatPlace} from './about-cluster.js';

const minorOf = (version: string) => version.split('.').slice(0, 2).join('.');

export const versionNewestPatch: Check = {
  id: 'gke/version-newest-patch',
  title: 'The version that the cluster is created with is its minor’s newest patch',
  why: 'The configuration may name a version; it has to be one of those that are offered, and an old patch is upgraded by GKE soon after, in the middle of the installation.',
  docs: 'https://cloud.google.com/kubernetes-engine/versioning#specifying_cluster_version',
  runbook: '9',
  probes: [gkeOfferProbe, clusterProbe],
  needs: ['gke/versions-overlap'],
  evaluate(inputs) {
    const {config, facts, release} = inputs;
    const {channel, name, version: wanted} = config.cluster;
    const words = about({
      resource: `cluster ${name}`,
      expected: wanted === undefined ? 'the newest version of the window' : `cluster.version ${wanted}, newest patch`,
      evidence: `gcloud container get-server-config ${formatPlace(inputs)}`,
    });
    if (readFact(facts, clusterProbe) !== null) return [words.skip(`cluster ${name} has its version already`)];
    const offer = readFact(facts, gkeOfferProbe);
    const choice = selectVersion(offer, release.kubernetes, wanted, channel);
    if ('problem' in choice)
      return [words.fail(choice.problem, [{text: 'Set cluster.version to one of these, or leave it out.'}])];
    const newest = selectOfferedVersions(offer, channel)
      .filter((version) => minorOf(version) === minorOf(choice.version))
      .sort(compareVersions)
      .at(-1);
    if (newest === undefined || compareVersions(newest, choice.version) <= 0)
      return [words.pass(`${choice.version}, the newest patch of ${minorOf(choice.version)} that is offered`)];
    return [
      words.warn(`${choice.version} is chosen, and ${newest} is offered`, [
        {text: `Set cluster.version: "${minorOf(newest)}" to take the newest patch.`},
      ]),
    ];
  },
};
