import {describe, expect, it} from 'vitest';
import type {DefinitionFact} from '../../../../src/checks/probes/definitions-probe.js';
import {definitionsCurrent} from '../../../../src/checks/release/definitions-current.js';
import type {DefinitionNeed} from '../../../../src/release/needs/cluster-needs.js';
import {judge} from '../check-deployment.js';

const wanted: DefinitionNeed = {
  name: 'apps.hyperplane.dev',
  served: ['v1beta1', 'v1'],
  stored: 'v1',
  schemas: {v1beta1: 'aa', v1: 'bb'},
};
const standing = (more: Partial<DefinitionFact> = {}): DefinitionFact => ({...wanted, storedVersions: ['v1'], ...more});
const look = (...found: readonly DefinitionFact[]) =>
  judge(definitionsCurrent, {
    definitions: found,
    'release-needs': {definitions: [wanted], workloads: []},
  });

describe('release/definitions-current', () => {
  it.each<[string, readonly DefinitionFact[], string]>([
    ['none yet', [], 'pass'],
    ['of somebody else', [standing({name: 'others.example'})], 'pass'],
    ['the same', [standing()], 'pass'],
    ['an older one', [standing({served: ['v1beta1'], schemas: {v1beta1: 'aa'}, storedVersions: ['v1beta1']})], 'warn'],
    ['another schema', [standing({schemas: {v1beta1: 'aa', v1: 'cc'}})], 'warn'],
    ['objects in a version that goes', [standing({storedVersions: ['v1alpha1', 'v1']})], 'fail'],
  ])('%s', (_, found, expected) => {
    expect(look(...found).map(({verdict}) => verdict)).toEqual([expected]);
  });

  it('says what it found and what to do', () => {
    expect(look(standing({storedVersions: ['v1alpha1']}))[0]).toMatchSnapshot();
    expect(look(standing({served: ['v1beta1']}))[0]).toMatchSnapshot();
  });
});
