import type {Diagnostic} from '../../model/diagnostic.js';
import {NotApplicable} from '../../model/not-applicable.js';
import type {Probe} from './probe.js';

/** What is wrong with the release as this configuration fills it: missing parts, tokens left, manifests that do not parse. */
export const releaseRenderingProbe: Probe<readonly Diagnostic[]> = {
  id: 'release-rendering',
  async collect({renderRelease}) {
    if (renderRelease === undefined) throw new NotApplicable('no release is at hand to render');
    return (await renderRelease()).diagnostics;
  },
};
