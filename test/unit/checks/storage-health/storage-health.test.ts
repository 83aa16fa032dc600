import {describe, expect, it} from 'vitest';
import type {ClaimTrouble, VolumeFact} from '../../../../src/checks/probes/claims-probe.js';
import {bucketReachable} from '../../../../src/checks/storage-health/bucket-reachable.js';
import {claimsBound} from '../../../../src/checks/storage-health/claims-bound.js';
import {claimsStay} from '../../../../src/checks/storage-health/claims-stay.js';
import {disksMounted} from '../../../../src/checks/storage-health/disks-mounted.js';
import {volumesInReach} from '../../../../src/checks/storage-health/volumes-in-reach.js';
import {judge} from '../check-deployment.js';

const nowMs = Date.UTC(2026, 10, 24);
const zone = 'northamerica-northeast1-c';
const claim = (trouble: Partial<ClaimTrouble>) => ({
  claims: {
    bound: 3,
    volumes: [],
    troubles: [
      {
        namespace: 'hyperplane-redis',
        name: 'data',
        phase: 'Pending',
        storageClass: 'standard',
        isClassThere: true,
        waitsForPod: false,
        sinceMs: nowMs - 300_000,
        warnings: [],
        ...trouble,
      },
    ],
  },
});

describe('storage-health/claims-bound', () => {
  it.each<[string, Partial<ClaimTrouble>, string]>([
    ['pends for long', {}, 'fail'],
    ['has just been made', {sinceMs: nowMs - 30_000}, 'pass'],
    ['names a class that is not there', {isClassThere: false, storageClass: 'oci-bv', sinceMs: nowMs}, 'fail'],
    ['waits for its first pod', {waitsForPod: true}, 'pass'],
    ['waits for its first pod in vain', {waitsForPod: true, warnings: ['ProvisioningFailed: quota']}, 'fail'],
    ['lost its volume', {phase: 'Lost', waitsForPod: true}, 'fail'],
  ])('one that %s', (_, trouble, verdict) => {
    expect(judge(claimsBound, claim(trouble), {nowMs}).map((found) => found.verdict)).toEqual([verdict]);
  });

  it('says which class is missing', () => {
    expect(judge(claimsBound, claim({isClassThere: false, storageClass: 'oci-bv'}), {nowMs})).toMatchSnapshot();
  });
});

describe('storage-health/claims-stay', () => {
  const ending = (reclaimPolicy: string, finalizers = ['kubernetes.io/pvc-protection']) => ({
    claims: {
      bound: 2,
      troubles: [],
      volumes: [],
      ending: [
        {
          namespace: 'hyperplane-postgres',
          name: 'data-postgresql-0',
          sinceMs: nowMs - 600_000,
          finalizers,
          volume: {name: 'pvc-1', reclaimPolicy},
        },
      ],
    },
  });

  it('passes where none is being deleted, and on facts of before it was looked for', () => {
    const verdicts = (claims: object) => judge(claimsStay, {claims}, {nowMs}).map(({verdict}) => verdict);
    expect(verdicts({bound: 2, troubles: [], volumes: [], ending: []})).toEqual(['pass']);
    expect(verdicts({bound: 2, troubles: [], volumes: []})).toEqual(['pass']);
  });

  it('says what becomes of the disk, and how to keep it', () => {
    expect(judge(claimsStay, ending('Delete'), {nowMs})).toMatchSnapshot();
    expect(judge(claimsStay, ending('Retain'), {nowMs})[0]?.observed).toContain('is kept');
    expect(judge(claimsStay, ending('Retain', ['example.com/gone']), {nowMs})[0]?.observed).toContain(
      'until example.com/gone lets it go',
    );
  });
});

const volume = (change: Partial<VolumeFact> = {}): VolumeFact => ({
  name: 'hyperplane-conda-pv',
  phase: 'Bound',
  disk: 'conda',
  claim: 'hyperplane-conda/conda-load',
  zones: [zone],
  ...change,
});
const volumes = (change: Partial<VolumeFact> = {}) => ({claims: {bound: 1, troubles: [], volumes: [volume(change)]}});

describe('storage-health/volumes-in-reach', () => {
  it('wants a node in the zone of the disk', () => {
    const nodes = (zones: readonly string[]) => ({nodes: {count: 1, groups: [{zones}], troubles: []}});
    const verdict = (zones: readonly string[], change = {}) =>
      judge(volumesInReach, {...volumes(change), ...nodes(zones)}).map((found) => found.verdict);
    expect(verdict([zone])).toEqual(['pass']);
    expect(verdict(['northamerica-northeast1-a'])).toEqual(['fail']);
    expect(verdict(['northamerica-northeast1-a'], {zones: []})).toEqual([]);
  });
});

describe('storage-health/disks-mounted', () => {
  const disks = (found: readonly object[]) => ({
    disks: [{field: 'disks.conda', wanted: {name: 'conda', sizeGb: 50, type: 'pd-standard', zone}, found}],
  });
  const disk = {name: 'conda', zone, sizeGb: 50};

  it.each<[string, readonly object[], Partial<VolumeFact>, string]>([
    ['there and bound', [disk], {}, 'pass'],
    ['not there', [], {}, 'fail'],
    ['in another zone', [{...disk, zone: 'europe-west1-b'}], {}, 'fail'],
    ['too small', [{...disk, sizeGb: 10}], {}, 'warn'],
    ['used by no volume', [disk], {disk: 'other'}, 'warn'],
    ['behind a released volume', [disk], {phase: 'Released'}, 'warn'],
  ])('one that is %s', (_, found, change, verdict) => {
    expect(judge(disksMounted, {...disks(found), ...volumes(change)}).map((judgement) => judgement.verdict)).toEqual([
      verdict,
    ]);
  });
});

describe('storage-health/bucket-reachable', () => {
  const facts = (bucket: object, roles: readonly string[]) => ({
    bucket: {bucket, seesOwn: null, projectNumber: '1'},
    'workload-bindings': {member: 'serviceAccount:d@p', roles},
  });
  const there = {state: 'seen', value: {location: 'EU'}};

  it.each<[string, object, readonly string[], string]>([
    ['a bucket with a role', there, ['roles/storage.admin'], 'pass'],
    ['a role that only reads', there, ['roles/storage.objectViewer'], 'fail'],
    ['no bucket', {state: 'seen', value: null}, ['roles/storage.admin'], 'fail'],
    [
      'no sight of it',
      {state: 'unseen', missing: 'storage.buckets.get', message: 'denied', isPermission: true},
      [],
      'unknown',
    ],
  ])('%s', (_, bucket, roles, verdict) => {
    expect(judge(bucketReachable, facts(bucket, roles)).map((found) => found.verdict)).toEqual([verdict]);
  });
});
