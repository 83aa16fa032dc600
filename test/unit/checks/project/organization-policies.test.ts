import {describe, expect, it} from 'vitest';
import {constraints} from '../../../../src/checks/probes/org-policies-probe.js';
import {isLocationAllowed} from '../../../../src/checks/project/is-location-allowed.js';
import {organizationPolicies} from '../../../../src/checks/project/organization-policies.js';
import type {InstallConfig} from '../../../../src/model/install-config.js';
import type {EffectivePolicy} from '../../../../src/model/ports/org-policies.js';
import {createInputs} from '../create-inputs.js';

const open: EffectivePolicy = {isEnforced: false, deniesAll: false, allowed: [], denied: []};

function evaluate(
  constraint: (typeof constraints)[number],
  policy: Partial<EffectivePolicy>,
  config: (config: InstallConfig) => Partial<InstallConfig> = () => ({}),
) {
  const policies = constraints.map((name) => ({constraint: name, ...open, ...(name === constraint ? policy : {})}));
  const needs = {services: ['compute.googleapis.com', 'dns.googleapis.com']};
  return organizationPolicies.evaluate(
    createInputs({'org-policies': {resource: 'projects/acme-shakudo', policies}}, {config, needs}),
  );
}

const verdictOf = (...args: Parameters<typeof evaluate>) =>
  evaluate(...args).find(({resource}) => resource === `constraints/${args[0]}`)?.verdict;

describe('project/organization-policies', () => {
  it('passes each constraint that is not in force', () => {
    const found = evaluate('gcp.resourceLocations', {});
    expect(found.map(({verdict}) => verdict)).toEqual(constraints.map(() => 'pass'));
  });

  it.each([
    'iam.disableServiceAccountKeyCreation',
    'iam.managed.disableServiceAccountKeyCreation',
    'iam.disableServiceAccountCreation',
  ] as const)('fails on %s', (constraint) => {
    expect(verdictOf(constraint, {isEnforced: true})).toBe('fail');
  });

  it('says everything about the worst of them', () => {
    const found = evaluate('iam.disableServiceAccountKeyCreation', {isEnforced: true});
    expect(found.find(({verdict}) => verdict === 'fail')).toMatchSnapshot();
  });

  it('lets private nodes be where external addresses are forbidden', () => {
    const deniesAll = {deniesAll: true};
    expect(verdictOf('compute.vmExternalIpAccess', deniesAll)).toBe('fail');
    const isPrivate = (config: InstallConfig) => ({
      cluster: {...config.cluster, private: {nodes: true, endpoint: false, controlPlaneCidr: '172.16.0.0/28'}},
    });
    expect(verdictOf('compute.vmExternalIpAccess', deniesAll, isPrivate)).toBe('pass');
  });

  it('judges locations, services and members by what the plan uses', () => {
    expect(verdictOf('gcp.resourceLocations', {allowed: ['in:canada-locations']})).toBe('pass');
    expect(verdictOf('gcp.resourceLocations', {allowed: ['in:us-locations']})).toBe('fail');
    expect(verdictOf('gcp.resourceLocations', {allowed: ['in:low-carbon-locations']})).toBe('unknown');
    expect(verdictOf('gcp.restrictServiceUsage', {denied: ['dns.googleapis.com']})).toBe('fail');
    expect(verdictOf('gcp.restrictServiceUsage', {denied: ['pubsub.googleapis.com']})).toBe('pass');
    expect(verdictOf('gcp.restrictServiceUsage', {allowed: ['compute.googleapis.com']})).toBe('fail');
    expect(verdictOf('iam.allowedPolicyMemberDomains', {allowed: ['C01']})).toBe('warn');
    const own = (config: InstallConfig) => ({domain: {...config.domain, zoneProject: undefined}});
    expect(verdictOf('iam.allowedPolicyMemberDomains', {allowed: ['C01']}, own)).toBe('pass');
    expect(verdictOf('compute.requireOsLogin', {isEnforced: true})).toBe('warn');
    expect(verdictOf('compute.requireShieldedVm', {isEnforced: true})).toBe('pass');
  });
});

describe('isLocationAllowed', () => {
  const allow = (allowed: readonly string[], denied: readonly string[] = []) => ({deniesAll: false, allowed, denied});
  it.each([
    [allow([]), 'us-east1', true],
    [allow(['us-east1']), 'us-east1', true],
    [allow(['us-east1']), 'us-east1-b', false],
    [allow(['in:us-east1-locations']), 'us-east1-b', true],
    [allow(['in:us-east1-locations']), 'us-east10', false],
    [allow(['in:us-locations']), 'US', true],
    [allow(['in:us-locations']), 'australia-southeast1', false],
    [allow([], ['in:us-locations']), 'us-west1', false],
    [allow([], ['in:low-carbon-locations']), 'us-west1', undefined],
    [allow(['in:us-locations', 'in:low-carbon-locations']), 'europe-west1', undefined],
    [{deniesAll: true, allowed: [], denied: []}, 'us-east1', false],
  ])('%o %s: %s', (policy, location, isAllowed) => {
    expect(isLocationAllowed(policy, location)).toBe(isAllowed);
  });
});
