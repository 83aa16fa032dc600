import {describe, expect, it} from 'vitest';
import {collectFacts} from '../../../../src/checks/probes/collect-facts.js';
import type {Probe} from '../../../../src/checks/probes/probe.js';
import {CloudFailure, type CloudFailureKind} from '../../../../src/model/cloud-failure.js';
import {NotApplicable} from '../../../../src/model/not-applicable.js';
import type {Ports} from '../../../../src/model/ports/ports.js';

const collect = async (answer: () => Promise<unknown>, deadline = () => new Promise<never>(() => undefined)) => {
  const probe: Probe = {id: 'p', scope: 'cluster', collect: answer};
  const facts = await collectFacts([probe], {
    ports: {} as Ports,
    cluster: () => Promise.reject(new NotApplicable('none')),
    deadline,
  });
  return facts.p;
};
const refuse =
  (kind: CloudFailureKind, details = {}) =>
  () =>
    Promise.reject(new CloudFailure(kind, 'refused', {action: 'regions.get', ...details}));

describe('collectFacts', () => {
  it('keeps what was brought', async () => {
    expect(await collect(() => Promise.resolve([]))).toEqual({state: 'known', value: []});
  });

  it.each([
    ['permission' as const, {permission: 'compute.regions.get'}, 'permission', 'compute.regions.get'],
    ['permission' as const, {}, 'permission', 'regions.get'],
    ['service-disabled' as const, {service: 'compute.googleapis.com'}, 'api', 'compute.googleapis.com'],
    ['unauthenticated' as const, {}, 'credentials', 'credentials'],
    ['unavailable' as const, {}, 'answer', 'regions.get'],
  ])('says of a %s refusal what was missing', async (kind, details, obstacle, missing) => {
    expect(await collect(refuse(kind, details))).toMatchObject({state: 'unknown', kind: obstacle, missing});
  });

  it('tells nothing to look at from nothing found', async () => {
    expect(await collect(() => Promise.reject(new NotApplicable('still to be created')))).toEqual({
      state: 'inapplicable',
      reason: 'still to be created',
    });
  });

  it('does not wait for an answer beyond the deadline', async () => {
    const late = () => Promise.reject(new CloudFailure('unavailable', 'no answer within 30 s', {action: 'p'}));
    expect(await collect(() => new Promise(() => undefined), late)).toMatchObject({state: 'unknown', kind: 'answer'});
  });

  it('outlives a probe that fails in itself', async () => {
    expect(await collect(() => Promise.reject(new TypeError('oops')))).toMatchObject({state: 'unknown', kind: 'fault'});
  });
});
