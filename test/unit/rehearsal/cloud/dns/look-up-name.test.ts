import {expect, it} from 'vitest';
import {createTestProject, project} from '../container/create-test-cluster.js';

const zones = `/dns/v1/projects/${project}/managedZones`;

async function createZone(name: string, dnsName: string) {
  const test = await createTestProject();
  await test.call('POST', zones, {name, dnsName, description: ''});
  const change = (body: object) => test.call('POST', `${zones}/${name}/changes`, body);
  return {...test, change};
}

const a = (name: string, ...rrdatas: string[]) => ({name, type: 'A', ttl: 300, rrdatas});

it('answers exact names before wildcards, and names that only hold others with nothing', async () => {
  const {cloud, change} = await createZone('acme', 'acme.test.');
  await change({
    additions: [a('*.acme.test.', '1.1.1.1'), a('dash.acme.test.', '2.2.2.2'), a('deep.sub.acme.test.', '3.3.3.3')],
  });
  const ask = (name: string) => {
    const {rcode, answers} = cloud.side.lookup(name, 'A');
    return [rcode, ...answers.map(({data}) => data)];
  };
  expect(ask('dash.acme.test')).toEqual(['NOERROR', '2.2.2.2']);
  expect(ask('DASH.acme.test.')).toEqual(['NOERROR', '2.2.2.2']);
  expect(ask('other.acme.test')).toEqual(['NOERROR', '1.1.1.1']);
  expect(ask('sub.acme.test')).toEqual(['NOERROR']);
  expect(ask('elsewhere.test')).toEqual(['NXDOMAIN']);
  expect(cloud.side.lookup('acme.test', 'NS').answers).toHaveLength(4);
});

it('holds changes to their preconditions, all or nothing', async () => {
  const {change, call} = await createZone('acme', 'acme.test.');
  await change({additions: [a('dash.acme.test.', '2.2.2.2')]});
  expect((await change({additions: [a('dash.acme.test.', '3.3.3.3')]})).status).toBe(409);
  expect((await change({deletions: [a('dash.acme.test.', '9.9.9.9')]})).status).toBe(412);
  expect((await change({deletions: [a('gone.acme.test.', '9.9.9.9')]})).status).toBe(404);
  expect((await change({additions: [a('new.acme.test.', '1.2.3.4'), a('bad.acme.test.', 'nonsense')]})).status).toBe(
    400,
  );
  expect((await call('GET', `${zones}/acme/rrsets?name=new.acme.test.`)).body.rrsets).toBeUndefined();
  expect(
    (await change({additions: [{name: 'dash.acme.test.', type: 'CNAME', ttl: 5, rrdatas: ['x.test.']}]})).body.error
      .errors[0].reason,
  ).toBe('cnameResourceRecordSetConflict');
  const swap = {deletions: [a('dash.acme.test.', '2.2.2.2')], additions: [a('dash.acme.test.', '3.3.3.3')]};
  expect((await change(swap)).status).toBe(200);
});

it('changes TXT records as who may, and says why not', async () => {
  const {cloud, clock} = await createZone('acme', 'acme.test.');
  const add = (email: string, name: string) =>
    cloud.side.changeTxtRecord(email, project, {name, value: 'token', action: 'add'});
  expect(add('stranger@example.com', '_acme-challenge.acme.test')).toEqual({
    refused: expect.stringContaining('Forbidden'),
  });
  cloud.seedWorld({
    users: [
      {email: 'dns@example.com', token: 'dns', grants: [{resource: `projects/${project}`, role: 'roles/dns.admin'}]},
    ],
  });
  await clock.advance(1000);
  expect(add('dns@example.com', '_acme-challenge.other.test')).toEqual({
    refused: expect.stringContaining('No matching GoogleCloud domain'),
  });
  expect(add('dns@example.com', '_acme-challenge.acme.test')).toBeUndefined();
  expect(cloud.side.lookup('_acme-challenge.acme.test', 'TXT').answers[0]?.data).toBe('"token"');
  expect(
    cloud.side.changeTxtRecord('dns@example.com', project, {
      name: '_acme-challenge.acme.test',
      value: 'token',
      action: 'remove',
    }),
  ).toBeUndefined();
  expect(cloud.side.lookup('_acme-challenge.acme.test', 'TXT').rcode).toBe('NXDOMAIN');
});

it('answers from a zone only as far as it is delegated', async () => {
  const {cloud, call, change} = await createZone('parent', 'acme.test.');
  const {body: child} = await call('POST', zones, {name: 'child', dnsName: 'sub.acme.test.', description: ''});
  await call('POST', `${zones}/child/changes`, {additions: [a('dash.sub.acme.test.', '2.2.2.2')]});
  const ask = () => cloud.side.lookup('dash.sub.acme.test', 'A');
  expect(ask()).toMatchObject({rcode: 'NXDOMAIN', zone: 'acme.test.'});
  await change({additions: [{name: 'sub.acme.test.', type: 'NS', ttl: 300, rrdatas: child.nameServers}]});
  expect(ask()).toMatchObject({rcode: 'NOERROR', zone: 'sub.acme.test.'});
  cloud.intervene({kind: 'delegate', dnsName: 'acme.test.', nameServers: ['ns1.elsewhere.test.']});
  cloud.intervene({kind: 'delegate', dnsName: 'sub.acme.test.', nameServers: ['ns1.elsewhere.test.']});
  expect(ask().rcode).toBe('NXDOMAIN');
});
