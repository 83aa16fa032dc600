import {describe, expect, it} from 'vitest';
import {selectEndOfLife} from '../../../src/model/gke-end-of-life.js';

const at = (version: string, channel = 'none') => {
  const end = selectEndOfLife(version, channel);
  return end === undefined ? undefined : [end.minor, new Date(end.endMs).toISOString().slice(0, 10), end.precision];
};

describe('selectEndOfLife', () => {
  it('is the date of the minor version', () => {
    expect(at('1.27.3-gke.100')).toEqual(['1.27', '2024-10-01', 'date']);
    expect(at('1.30', 'regular')).toEqual(['1.30', '2025-09-30', 'date']);
  });

  it('is 24 months after its coming in the Extended channel', () => {
    expect(at('1.30.14-gke.2400000', 'extended')).toEqual(['1.30', '2026-07-31', 'date']);
  });

  it('says which side of the table a version lies on that is not in it', () => {
    expect(at('1.99.0-gke.1')).toEqual(['1.99', '2027-04-11', 'not-before']);
    expect(at('1.9.7-gke.1')).toEqual(['1.9', '2023-10-31', 'not-after']);
  });

  it.each(['', 'latest', '1', '1.x'])('is unknown for %j', (version) => {
    expect(at(version)).toBeUndefined();
  });
});
