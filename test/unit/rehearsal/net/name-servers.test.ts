import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {DnsResolver} from '../../../../src/adapters/dns/dns-resolver.js';
import {findDelegation, findServerAddresses} from '../../../../src/checks/probes/find-delegation.js';
import type {World} from '../../../../src/rehearsal/world/create-world.js';
import {createUsualSeed, drawOperatorToken} from '../../../../src/rehearsal/world/usual-seed.js';
import {startTestWorld} from '../../../worlds/start-test-world.js';

describe('name servers of the world', () => {
  const directory = mkdtempSync(join(tmpdir(), 'shakinstall-name-servers-'));
  let world: World;
  let resolver: ReturnType<typeof DnsResolver>;
  beforeAll(async () => {
    const token = drawOperatorToken();
    const initial = createUsualSeed(token);
    const started = await startTestWorld({directory, token, initial, catalogue: '2023-12', speed: 1, seed: 5});
    world = started.world;
    resolver = DnsResolver(started.environment);
  });
  afterAll(async () => {
    await world.stop();
    rmSync(directory, {recursive: true, force: true});
  });

  it('are referred to by the registry, and speak for their zone', async () => {
    const {parent, servers, rcode} = await findDelegation(resolver, 'rehearsal.example');
    expect({parent, rcode, count: servers.length}).toEqual({parent: 'example', rcode: 'NOERROR', count: 4});
    const [server] = await findServerAddresses(resolver, servers[0] ?? '');
    const reply = await resolver.ask({name: 'rehearsal.example', type: 'SOA', server});
    expect(reply).toMatchObject({isAuthoritative: true, rcode: 'NOERROR'});
    expect((await resolver.ask({name: 'elsewhere.test', type: 'A', server})).rcode).toBe('REFUSED');
  });

  it('are silent where none is', async () => {
    await expect(resolver.ask({name: 'rehearsal.example', type: 'NS', server: '203.0.113.1'})).rejects.toMatchObject({
      kind: 'unavailable',
    });
  });
});
