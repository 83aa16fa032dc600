import {expect, it} from 'vitest';
import {
  countNodesOfPodRange,
  countNodesOfSubnetwork,
  selectNodePodPrefix,
  selectPodPrefix,
  selectSubnetworkPrefix,
} from '../../../src/model/address-room.js';
import {parseCidr} from '../../../src/model/cidr.js';

/** The table of https://cloud.google.com/kubernetes-engine/docs/how-to/flexible-pod-cidr */
it.each([
  [8, 28],
  [9, 27],
  [16, 27],
  [17, 26],
  [32, 26],
  [33, 25],
  [64, 25],
  [65, 24],
  [110, 24],
  [128, 24],
  [129, 23],
  [256, 23],
])('a node of %i pods takes a /%i', (pods, prefix) => {
  expect(selectNodePodPrefix(pods)).toBe(prefix);
});

it.each([1, 2, 3, 100, 1000])('what is proposed for %i nodes holds them, and half of it does not', (nodes) => {
  const pods = selectPodPrefix(nodes);
  expect(countNodesOfPodRange({first: 0, prefix: pods})).toBeGreaterThanOrEqual(nodes);
  expect(countNodesOfPodRange({first: 0, prefix: pods + 1})).toBeLessThan(nodes);
  expect(countNodesOfSubnetwork({first: 0, prefix: selectSubnetworkPrefix(nodes)})).toBeGreaterThanOrEqual(nodes);
});

it('counts what Google says of its usual ranges', () => {
  expect(countNodesOfPodRange(parseCidr('10.0.0.0/14')!)).toBe(1024);
  expect(countNodesOfSubnetwork(parseCidr('10.0.0.0/20')!)).toBe(4092);
});
