import {Resolver} from 'node:dns/promises';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {type DnsServer, serveDns} from '../../../../src/rehearsal/net/serve-dns.js';
import {createFakeCloud} from '../controllers/fake-cloud-side.js';

describe('the DNS of the world', () => {
  const cloud = createFakeCloud();
  const resolver = new Resolver({timeout: 1000, tries: 1});
  let server: DnsServer;
  beforeAll(async () => {
    cloud.records.set('demo.example.com', [{type: 'A', data: '34.1.2.3'}]);
    cloud.records.set('www.example.com', [{type: 'CNAME', data: 'demo.example.com.'}]);
    cloud.records.set('_acme-challenge.example.com', [{type: 'TXT', data: '"abc"'}]);
    cloud.records.set('example.com', [
      {type: 'SOA', data: 'ns.example.com. hostmaster.example.com. 1 21600 3600 259200 300'},
    ]);
    server = await serveDns(() => cloud);
    resolver.setServers([`127.0.0.1:${server.port}`]);
  });
  afterAll(() => server.close());

  it('answers addresses, also behind an alias, and text', async () => {
    expect(await resolver.resolve4('demo.example.com', {ttl: true})).toEqual([{address: '34.1.2.3', ttl: 300}]);
    expect(await resolver.resolve4('www.example.com')).toEqual(['34.1.2.3']);
    expect(await resolver.resolveTxt('_acme-challenge.example.com')).toEqual([['abc']]);
  });

  it('tells a name that is not there from one without such records', async () => {
    await expect(resolver.resolve4('nothing.example.com')).rejects.toMatchObject({code: 'ENOTFOUND'});
    await expect(resolver.resolve4('_acme-challenge.example.com')).rejects.toMatchObject({code: 'ENODATA'});
  });
});
