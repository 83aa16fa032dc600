import {expect, it} from 'vitest';
import {selectInstances} from '../../../src/plan/select-instances.js';
import {steps} from '../../../src/steps/steps.js';
import {createConfig, createRelease} from '../checks/check-deployment.js';

const needsOf = (istio: 'own' | 'existing', key: string) =>
  selectInstances(
    steps,
    createConfig(() => ({istio})),
    createRelease(),
  ).find((instance) => instance.key === key)?.needs;

it('reserves an address for a gateway of its own, and points the domain at it before the platform stands', () => {
  expect(needsOf('own', 'network/reserve-address')).toBeDefined();
  expect(needsOf('own', 'dns/create-records')).toContain('network/reserve-address');
  expect(needsOf('own', 'dns/create-records')).not.toContain('platform/await-load-balancer');
});

it('takes the address that the gateway of an existing mesh has', () => {
  expect(needsOf('existing', 'network/reserve-address')).toBeUndefined();
  expect(needsOf('existing', 'dns/create-records')).toContain('platform/await-load-balancer');
});
