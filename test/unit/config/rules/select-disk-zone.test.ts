import {expect, it} from 'vitest';
import {selectDiskZone} from '../../../../src/config/rules/select-disk-zone.js';

it('is beside the other disk, else where the first GPU nodes are, else nowhere', () => {
  const gpuPools = [{zones: undefined}, {zones: ['us-east4-c', 'us-east4-b']}];
  expect(selectDiskZone({gpuPools, disks: {conda: {zone: 'us-east4-a'}}})).toBe('us-east4-a');
  expect(selectDiskZone({gpuPools, disks: {conda: {}, llm: {zone: 'us-east4-b'}}})).toBe('us-east4-b');
  expect(selectDiskZone({gpuPools, disks: {conda: {}}})).toBe('us-east4-c');
  expect(selectDiskZone({gpuPools: [], disks: {conda: {}}})).toBeUndefined();
});
