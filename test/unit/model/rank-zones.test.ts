import {describe, expect, it} from 'vitest';
import {rankZones, type ZoneFacts} from '../../../src/model/rank-zones.js';

const wish = {accelerator: 'nvidia-l4', gpus: 4, machineType: 'g2-standard-8', location: 'us-east4-a'};
const zone = (name: string, traits: Partial<ZoneFacts> = {}): ZoneFacts => ({
  zone: name,
  hasAccelerator: true,
  hasMachine: true,
  hasVersion: true,
  quotaLeft: 8,
  reserved: 0,
  ...traits,
});
const rank = (...zones: ZoneFacts[]) => rankZones(wish, zones).map((one) => [one.zone, ...one.gaps]);

describe('rankZones', () => {
  it('prefers what is near, among zones that have everything', () => {
    const names = ['europe-west4-a', 'northamerica-northeast1-a', 'us-east4-c', 'us-east4-a'];
    expect(rank(...names.map((name) => zone(name)))).toEqual([...names].reverse().map((name) => [name]));
  });

  it('puts having everything before nearness, and a reservation before either zone’s name', () => {
    expect(
      rank(
        zone('us-east4-a', {quotaLeft: 3}),
        zone('us-west1-a'),
        zone('us-west1-b', {reserved: 4}),
        zone('us-east4-b', {hasMachine: false, hasVersion: false}),
      ),
    ).toEqual([
      ['us-west1-b'],
      ['us-west1-a'],
      ['us-east4-a', 'quota for 3 of 4'],
      ['us-east4-b', 'no g2-standard-8', 'no supported version'],
    ]);
  });

  it('leaves out zones without the accelerator', () => {
    expect(rank(zone('us-east4-a', {hasAccelerator: false}))).toEqual([]);
  });

  it('does not take what is not known for enough', () => {
    const [first] = rankZones(wish, [
      zone('us-east4-a', {quotaLeft: undefined, hasMachine: undefined, hasVersion: undefined}),
    ]);
    expect(first).toMatchObject({
      isComplete: false,
      gaps: ['machine type not known', 'version not known', 'quota not known'],
    });
  });

  it('asks of the quota only what is not reserved', () => {
    expect(rank(zone('us-east4-a', {quotaLeft: 1, reserved: 3}))).toEqual([['us-east4-a']]);
    expect(rank(zone('us-east4-a', {quotaLeft: 0, reserved: 3}))).toEqual([['us-east4-a', 'quota for 0 of 1']]);
  });
});
