import {describe, expect, it} from 'vitest';
import {bucketUsable} from '../../../../src/checks/storage/bucket-usable.js';
import {disksUsable} from '../../../../src/checks/storage/disks-usable.js';
import {createInputs} from '../create-inputs.js';

const seen = (value: unknown) => ({state: 'seen', value});
const ours = {'shakinstall-deployment': 'acme'};

describe('storage/bucket-usable', () => {
  const own = {name: 'b', location: 'NORTHAMERICA-NORTHEAST1', projectNumber: '1', labels: ours, isUniform: true};
  const denied = {state: 'unseen', missing: 'storage.buckets.get', message: 'denied', isPermission: true};
  const judge = (bucket: unknown, seesOwn: unknown = seen(true), projectNumber: string | null = '1') =>
    bucketUsable.evaluate(createInputs({bucket: {bucket, seesOwn, projectNumber}}))[0];

  it('passes a free name and a bucket of ours', () => {
    expect(judge(seen(null))).toMatchObject({verdict: 'pass', observed: 'free'});
    expect(judge(seen(own))).toMatchObject({verdict: 'pass'});
  });

  it('fails what cannot be ours', () => {
    expect(judge(seen({...own, projectNumber: '2'}))).toMatchObject({verdict: 'fail'});
    expect(judge(seen(own), null, null)).toMatchObject({verdict: 'fail'});
    expect(judge(seen({...own, labels: {}}))).toMatchSnapshot();
    expect(judge(seen({...own, location: 'US'}))).toMatchObject({verdict: 'fail'});
    expect(judge(seen({...own, isUniform: false}))).toMatchObject({verdict: 'warn'});
  });

  it('reads a 403 as somebody else’s only where one of ours could be seen', () => {
    expect(judge(denied)).toMatchObject({verdict: 'fail'});
    expect(judge(denied, null, null)).toMatchObject({verdict: 'fail'});
    expect(judge(denied, seen(false))).toMatchObject({verdict: 'unknown', obstacle: {missing: 'storage.buckets.get'}});
    expect(judge({...denied, isPermission: false})).toMatchObject({verdict: 'unknown'});
  });
});

describe('storage/disks-usable', () => {
  const wanted = {name: 'conda', zone: 'us-a1-b', sizeGb: 100, type: 'pd-ssd'};
  const disk = {name: 'conda', zone: 'us-a1-b', sizeGb: 100, type: 'pd-ssd', labels: ours, status: 'READY'};
  const judge = (...found: object[]) =>
    disksUsable.evaluate(createInputs({disks: [{field: 'disks.conda', wanted, found}]}))[0];

  it('judges by zone, owner, size and type', () => {
    expect(judge()).toMatchObject({verdict: 'pass', observed: 'free'});
    expect(judge(disk)).toMatchObject({verdict: 'pass'});
    expect(judge({...disk, sizeGb: 200})).toMatchObject({verdict: 'pass'});
    expect(judge({...disk, zone: 'us-a1-c'})).toMatchObject({verdict: 'warn'});
    expect(judge({...disk, zone: 'us-a1-c'}, disk)).toMatchObject({verdict: 'pass'});
    expect(judge({...disk, labels: {}})).toMatchObject({verdict: 'fail'});
    expect(judge({...disk, type: 'pd-standard'})).toMatchObject({verdict: 'fail'});
    expect(judge({...disk, sizeGb: 99})).toMatchSnapshot();
  });
});
