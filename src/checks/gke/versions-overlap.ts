import type {Check} from '../../model/finding.js';
import {isInsideWindow} from '../../release/kubernetes-window.js';
import {compareVersions, selectOfferedVersions} from '../../release/select-version.js';
import {about} from '../about.js';
import {clusterProbe} from '../probes/cluster-probe.js';
import {gkeOfferProbe} from '../probes/gke-offer-probe.js';
import {readFact} from '../read-fact.js';
import {formatPlace} from './about-cluster.js';

const minorOf = (version: string) => version.split('.').slice(0, 2).join('.');

export const versionsOverlap: Check = {
  id: 'gke/versions-overlap',
  title: 'GKE offers a Kubernetes version here that the release supports',
  why: 'The release states which Kubernetes versions it was made for; GKE withdraws versions after about 14 months. Where the two do not meet, no cluster for this release can be created at all.',
  docs: 'https://cloud.google.com/kubernetes-engine/docs/release-schedule',
  runbook: '9',
  probes: [gkeOfferProbe, clusterProbe],
  needs: ['project/project-usable'],
  evaluate(inputs) {
    const {config, facts, release} = inputs;
    const {channel, name} = config.cluster;
    const window = release.kubernetes;
    const words = about({
      resource: `location ${config.location}`,
      expected: `a version inside ${window.range}, the window of ${release.name} ${release.version}`,
      evidence: `gcloud container get-server-config ${formatPlace(inputs)}`,
    });
    if (readFact(facts, clusterProbe) !== null)
      return [words.skip(`cluster ${name} stands: its own version counts, not the offer`)];
    const offer = readFact(facts, gkeOfferProbe);
    const offered = selectOfferedVersions(offer, channel);
    const where = channel === 'none' ? 'without a channel' : `on the ${channel} channel`;
    const listMinors = (versions: readonly string[]) =>
      [...new Set(versions.map(minorOf))].sort(compareVersions).join(', ') || 'nothing';
    const inside = offered.filter((version) => isInsideWindow(window, version));
    if (inside.length > 0) return [words.pass(`${listMinors(inside)} ${where}`)];
    if (offered.length === 0 && offer.masterVersions.length === 0)
      return [
        words.unknown('GKE’s answer names no versions', {
          kind: 'answer',
          missing: 'projects.locations.getServerConfig',
          message: 'GKE’s answer names no versions',
        }),
      ];
    const elsewhere = ['none', ...offer.channels.map((entry) => entry.channel)].filter(
      (other) =>
        other !== channel && selectOfferedVersions(offer, other).some((version) => isInsideWindow(window, version)),
    );
    const tries =
      elsewhere.length > 0
        ? [{text: `Set cluster.channel: ${elsewhere.join(' or ')}; versions of the window are offered there.`}]
        : [
            {
              text: `No channel here offers a version of the window. Ask the vendor for a release of ${release.name} that supports Kubernetes ${listMinors(offered)}, and name it in release.path.`,
            },
            {
              text: 'Or install into a cluster that still runs a version of the window: set cluster.mode: existing. GKE upgrades it at its end of life, so this only buys time.',
            },
          ];
    return [
      words.fail(`GKE offers ${listMinors(offered)} ${where}; the release supports ${window.range}`, [
        ...tries,
        {text: 'See all that is offered.', command: `gcloud container get-server-config ${formatPlace(inputs)}`},
      ]),
    ];
  },
};
