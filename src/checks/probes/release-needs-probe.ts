import {NotApplicable} from '../../model/not-applicable.js';
import type {ClusterNeeds} from '../../release/needs/cluster-needs.js';
import type {Probe} from './probe.js';

/** What the objects of the release ask of a cluster that stands, as this configuration fills them. */
export const releaseNeedsProbe: Probe<ClusterNeeds> = {
  id: 'release-needs',
  async collect({cluster, renderRelease}) {
    await cluster();
    const {needs} = (await renderRelease?.()) ?? {};
    if (needs === undefined) throw new NotApplicable('the chart could not be rendered');
    return needs();
  },
};
