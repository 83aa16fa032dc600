import {describe, expect, it} from 'vitest';
import {createFindingEvent, nameFindingEvent} from '../../../../src/cli/schedule/create-finding-event.js';
import type {Finding} from '../../../../src/model/finding.js';

const finding: Finding = {
  id: 'pods/ready',
  title: 'Pods are ready',
  docs: 'https://example.com',
  verdict: 'fail',
  resource: 'Deployment a/b',
  observed: 'none of 2 is ready',
  expected: 'each is',
  tries: [{text: 'Look.', command: 'kubectl describe pods -n a'}],
};
const place = {namespace: 'shakinstall', nowMs: Date.parse('2026-11-24T12:00:00Z')};

describe('the Event of a finding', () => {
  it('says what, what was wanted, and what to type', () => {
    expect(createFindingEvent(finding, place)).toMatchObject({
      type: 'Warning',
      reason: 'CheckFailed',
      eventTime: '2026-11-24T12:00:00.000000Z',
      note: 'pods/ready (Deployment a/b): none of 2 is ready\nwant: each is\ntry: kubectl describe pods -n a',
    });
  });

  it('becomes a series of the first one, whose time stays', () => {
    const before = createFindingEvent(finding, place);
    const second = createFindingEvent(finding, {...place, nowMs: place.nowMs + 60_000, before});
    expect(second).toMatchObject({eventTime: before.eventTime, series: {count: 2}});
    const third = createFindingEvent(finding, {...place, nowMs: place.nowMs + 120_000, before: second});
    expect(third.series).toEqual({count: 3, lastObservedTime: '2026-11-24T12:02:00.000000Z'});
  });

  it('is another one where it says something else, as a note may not change', () => {
    expect(nameFindingEvent({...finding, observed: 'one of 2 is ready'})).not.toBe(nameFindingEvent(finding));
    expect(nameFindingEvent({...finding, docs: 'elsewhere'})).toBe(nameFindingEvent(finding));
  });

  it('has a note of at most 1024 bytes, cut between characters', () => {
    const {note} = createFindingEvent({...finding, observed: 'ü😀'.repeat(400)}, place);
    expect(Buffer.byteLength(String(note))).toBeLessThanOrEqual(1024);
    expect(String(note)).toMatch(/…$/);
    expect(String(note)).not.toContain('�');
  });
});
