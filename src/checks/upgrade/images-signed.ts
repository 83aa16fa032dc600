import type {Gate} from '../../model/gate.js';
import type {UpgradeFacts} from '../../model/upgrade-facts.js';
import {judgeImages} from './judge-images.js';

export const imagesSigned: Gate<UpgradeFacts> = {
  id: 'upgrade/images-signed',
  code: 'SHK_UPGRADE_E2019',
  title: 'Images that have to be signed are',
  docs: 'https://docs.sigstore.dev/cosign/verifying/verify/',
  evaluate: ({signatures}) => judgeImages(signatures),
};
