import {expect, it} from 'vitest';
import {findVersionProblem} from '../../../../src/cli/gpu-pool/find-version-problem.js';

const release = {
  name: 'shakudo-platform',
  version: '2023.12',
  kubernetes: {range: '>=1.25 <1.28', minimum: '1.25', below: '1.28'},
};

it.each<[string, string | undefined, string, string | undefined]>([
  ['the control plane’s own', undefined, '1.27.7-gke.1121000', undefined],
  ['an older patch', '1.27.3-gke.100', '1.27.7-gke.1121000', undefined],
  ['two minors older', '1.25', '1.27.7-gke.1121000', undefined],
  ['newer', '1.27.99', '1.27.7-gke.1121000', 'SHK_GPU_E2037'],
  ['outside of the release’s window', '1.24', '1.26.3-gke.1000', 'SHK_GPU_E2039'],
  ['a control plane that is outside itself', undefined, '1.29.1-gke.1000', 'SHK_GPU_E2039'],
])('%s', (_, wanted, controlPlane, code) => {
  expect(findVersionProblem(wanted, controlPlane, release).map((problem) => problem.code)).toEqual(
    code === undefined ? [] : [code],
  );
});
