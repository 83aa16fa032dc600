import type {Gate} from '../../model/gate.js';
import type {UpgradeFacts} from '../../model/upgrade-facts.js';
import {compareReleaseVersions} from '../../release/upgrade/compare-versions.js';

export const noRequiredSkipped: Gate<UpgradeFacts> = {
  id: 'upgrade/no-required-skipped',
  code: 'SHK_UPGRADE_E2002',
  title: 'No required release is skipped',
  docs: 'https://semver.org/#spec-item-11',
  evaluate({installed, candidate}) {
    const {through} = candidate.upgrade;
    const [skipped] = through.filter((version) => compareReleaseVersions(version, installed.version) > 0);
    if (skipped === undefined)
      return {
        verdict: 'pass',
        observed:
          through.length === 0 ? `${candidate.version} asks for none before it` : `${through.join(', ')} came before`,
      };
    return {
      verdict: 'fail',
      observed: `${candidate.version} asks for ${skipped} before it, and ${installed.version} stands`,
      expected: `${skipped} first`,
      tries: [{text: `Upgrade to ${skipped}, then to this one.`, command: `shakinstall upgrade --release ${skipped}`}],
    };
  },
};
