import {describe, expect, it} from 'vitest';
import type {InstallConfig, NamedNetwork} from '../../../../src/model/install-config.js';
import {authorizeNetworks, selectAuthorizedNetworks} from '../../../../src/steps/cluster/authorize-networks.js';

const own = {name: 'headquarters', cidr: '198.51.100.0/24'};
const office = {name: 'support office', cidr: '203.0.113.7/32'};

const look = (
  authorizedNetworks: readonly NamedNetwork[],
  standing: readonly NamedNetwork[] | 'absent' | undefined,
) => {
  const config = {
    project: {id: 'acme'},
    location: 'us-east4-a',
    cluster: {name: 'shakudo', authorizedNetworks},
    support: {offices: [office]},
  } as unknown as InstallConfig;
  const desired = authorizeNetworks.desire({config} as Parameters<typeof authorizeNetworks.desire>[0]);
  return authorizeNetworks.diff(
    desired,
    standing === 'absent'
      ? {state: 'absent'}
      : {state: 'present', actual: {status: 'RUNNING', authorizedNetworks: standing}},
  );
};

describe('the support’s offices', () => {
  it('close no control plane that everybody may reach', () => {
    expect(look([], undefined)).toEqual({kind: 'none'});
    expect(look([], 'absent')).toEqual({kind: 'none'});
    const config = {cluster: {authorizedNetworks: []}, support: {offices: [office]}};
    expect(selectAuthorizedNetworks(config as unknown as InstallConfig)).toEqual([]);
  });

  it('are added to the networks that stand, and to those that are wanted', () => {
    const added = [{path: 'authorizedNetworks support office', from: 'not allowed', to: office.cidr}];
    expect(look([], [own])).toEqual({kind: 'update', fields: added});
    expect(look([own], [own])).toEqual({kind: 'update', fields: added});
    expect(look([own], undefined)).toMatchObject({kind: 'update', fields: [{to: own.cidr}, ...added]});
    expect(look([own], [own, office])).toEqual({kind: 'none'});
  });
});
