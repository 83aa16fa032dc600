import type {BundleDigests} from '../../model/bundle-digests.js';
import {NotApplicable} from '../../model/not-applicable.js';
import type {Probe} from './probe.js';

/** The files of the release beside its list of digests. */
export const releaseDigestsProbe: Probe<BundleDigests> = {
  id: 'release-digests',
  async collect({compareDigests}) {
    const compared = await compareDigests?.();
    if (compared === undefined) throw new NotApplicable('the release brings no SHA256SUMS to compare its files with');
    return compared;
  },
};
