import type {Check} from '../../model/finding.js';
import {selectEndOfLife} from '../../model/gke-end-of-life.js';
import {selectVersion} from '../../release/select-version.js';
import {about} from '../about.js';
import {clusterProbe} from '../probes/cluster-probe.js';
import {gkeOfferProbe} from '../probes/gke-offer-probe.js';
import {readFact} from '../read-fact.js';
import {formatPlace} from './about-cluster.js';

const dayMs = 24 * 60 * 60 * 1000;
const warningDays = 60;

export const endOfLifeAhead: Check = {
  id: 'gke/end-of-life-ahead',
  title: 'The Kubernetes version’s end of support is more than 60 days away',
  why: 'At the end of support GKE upgrades the control plane by itself, whether the platform supports the next version or not.',
  docs: 'https://cloud.google.com/kubernetes-engine/docs/release-schedule',
  runbook: '9',
  probes: [clusterProbe, gkeOfferProbe],
  needs: ['project/project-usable', 'gke/versions-overlap', 'gke/version-newest-patch'],
  evaluate(inputs) {
    const {config, facts, release, nowMs} = inputs;
    const cluster = readFact(facts, clusterProbe);
    const channel = cluster?.channel ?? config.cluster.channel;
    const words = about({
      resource: `cluster ${config.cluster.name}`,
      expected: `support for more than ${warningDays} days`,
      evidence:
        cluster === null
          ? `gcloud container get-server-config ${formatPlace(inputs)}`
          : `gcloud container clusters describe ${config.cluster.name} ${formatPlace(inputs)} --format="value(currentMasterVersion,releaseChannel.channel)"`,
    });
    const offer = readFact(facts, gkeOfferProbe);
    const chosen = selectVersion(offer, release.kubernetes, config.cluster.version, config.cluster.channel);
    const version = cluster === null ? ('version' in chosen ? chosen.version : '') : cluster.version;
    const end = selectEndOfLife(version, channel);
    if (end === undefined)
      return [
        words.unknown(`no version that can be read: ${version || 'none'}`, {
          kind: 'answer',
          missing: 'clusters.get',
          message: 'GKE tells no version that can be read',
        }),
      ];
    const days = Math.floor((end.endMs - nowMs) / dayMs);
    const date = new Date(end.endMs).toISOString().slice(0, 10);
    const kind = channel === 'extended' ? 'extended' : 'standard';
    const tries = [
      {text: 'Plan the upgrade: take a release of the platform that supports a later Kubernetes version.'},
      ...(channel === 'extended'
        ? []
        : [{text: 'Or have more time: cluster.channel: extended supports a minor version for up to 24 months.'}]),
    ];
    const text = `${version}: ${kind} support of ${end.minor} ${days < 0 ? 'ended' : 'ends'} ${date}, by Google’s estimate`;
    if (end.precision === 'not-before') {
      const later = `${version}: later than ${date}, when the last version ends whose date is known`;
      if (days > warningDays) return [words.pass(later)];
      return [
        words.unknown(later, {
          kind: 'answer',
          missing: 'release schedule',
          message: `the end of support of ${end.minor} is not known to this version of shakinstall`,
        }),
      ];
    }
    if (days < 0) return [words.fail(text, tries)];
    return [days <= warningDays ? words.warn(`${text}, in ${days} days`, tries) : words.pass(text)];
  },
};
