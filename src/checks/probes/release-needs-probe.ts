import {NotApplicable} from '../../model/not-applicable.js';
import type {ClusterNeeds} from '../../release/needs/cluster-needs.js';
import type {Probe} from './probe.js';

/** What the objects of the release ask of a cluster, as this configuration fills them. */
export const releaseNeedsProbe: Probe<ClusterNeeds> = {
  id: 'release-needs',
  async collect({renderRelease}) {
    const {needs} = (await renderRelease?.()) ?? {};
    if (needs === undefined) throw new NotApplicable('the chart could not be rendered');
    return needs;
  },
};
