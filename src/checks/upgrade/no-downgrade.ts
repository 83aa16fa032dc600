import type {Gate} from '../../model/gate.js';
import type {UpgradeFacts} from '../../model/upgrade-facts.js';
import {compareReleaseVersions} from '../../release/upgrade/compare-versions.js';

export const noDowngrade: Gate<UpgradeFacts> = {
  id: 'upgrade/no-downgrade',
  code: 'SHK_UPGRADE_E2001',
  title: 'The release is newer than the one that stands',
  docs: 'https://helm.sh/docs/helm/helm_history/',
  evaluate({installed, candidate}) {
    const observed = `${installed.version} stands, ${candidate.version} is named`;
    if (compareReleaseVersions(candidate.version, installed.version) > 0) return {verdict: 'pass', observed};
    return {
      verdict: 'fail',
      observed,
      expected: `a release after ${installed.version}`,
      tries: [
        {text: 'See which releases there are and which may come next.', command: 'shakinstall releases'},
        {text: 'To go back to what stood before, roll back instead.', command: 'shakinstall rollback'},
      ],
    };
  },
};
