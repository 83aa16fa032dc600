import {describe, expect, it} from 'vitest';
import {CloudFailure} from '../../../../src/model/cloud-failure.js';
import type {Ports} from '../../../../src/model/ports/ports.js';
import {createBucket} from '../../../../src/steps/storage/create-bucket.js';

const desired = {
  project: 'acme',
  projectNumber: {known: '42'},
  name: 'acme-jobs',
  location: 'US-EAST4',
  labels: {'shakinstall-deployment': 'acme'},
};
const refusal = new CloudFailure('permission', 'denied', {action: 'buckets.get', permission: 'storage.buckets.get'});

/** A Google that refuses to show the bucket to somebody who holds these permissions on the project. */
const createPorts = (held: readonly string[]) =>
  ({
    buckets: {
      async get() {
        throw refusal;
      },
    },
    policies: {test: async () => new Set(held)},
  }) as unknown as Ports;

describe('a bucket that may not be looked at', () => {
  it('is somebody else’s where the buckets of the project may be', async () => {
    const seen = await createBucket.observe(createPorts(['storage.buckets.get']), desired);
    expect(createBucket.diff(desired, seen)).toMatchObject({
      kind: 'foreign',
      diagnostic: {code: 'SHK_STORAGE_E0802', detail: expect.stringContaining('may not be looked at')},
    });
  });

  it('is neither absent nor foreign where the permission is missing', async () => {
    await expect(createBucket.observe(createPorts([]), desired)).rejects.toBe(refusal);
  });
});
