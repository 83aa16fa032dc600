import type {Gate} from '../../model/gate.js';
import type {UpgradeFacts} from '../../model/upgrade-facts.js';

export const imagesPresent: Gate<UpgradeFacts> = {
  id: 'upgrade/images-present',
  code: 'SHK_UPGRADE_E2013',
  title: 'Every image of the release is where the nodes pull it from',
  docs: 'https://cloud.google.com/artifact-registry/docs/docker/pushing-and-pulling',
  evaluate({closure}) {
    if (closure.state === 'unasked') return {verdict: 'skipped', observed: closure.reason};
    if (closure.state === 'unknown')
      return {
        verdict: 'unknown',
        observed: `${closure.message} (missing: ${closure.missing})`,
        expected: 'a registry that answers',
        tries: [{text: 'Have the registry let this account read, then run again.'}],
      };
    const {missing} = closure;
    if (missing.length === 0) return {verdict: 'pass', observed: `all ${closure.images} images are there`};
    return {
      verdict: 'fail',
      observed: missing.map(({image, reason}) => `${image}: ${reason}`).join('\n'),
      expected: `all ${closure.images} images there for the nodes`,
      tries: [
        {
          text: 'Copy what is missing.',
          command: `shakinstall mirror --release ${closure.release} --registry ${closure.registry}`,
        },
      ],
    };
  },
};
