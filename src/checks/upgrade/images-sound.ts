import type {Gate} from '../../model/gate.js';
import type {UpgradeFacts} from '../../model/upgrade-facts.js';
import {judgeImages} from './judge-images.js';

export const imagesSound: Gate<UpgradeFacts> = {
  id: 'upgrade/images-sound',
  code: 'SHK_UPGRADE_E2020',
  title: 'No image has a vulnerability that is graver than allowed',
  docs: 'https://cloud.google.com/artifact-analysis/docs/container-scanning-overview',
  evaluate: ({vulnerabilities}) => judgeImages(vulnerabilities),
};
