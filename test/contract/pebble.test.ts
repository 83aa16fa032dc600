import {type ChildProcess, execFileSync, spawn, spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import acme from 'acme-client';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {NodeCertificates} from '../../src/adapters/local/node-certificates.js';
import type {World} from '../../src/rehearsal/world/create-world.js';
import {createUsualSeed, drawOperatorToken, usualNames} from '../../src/rehearsal/world/usual-seed.js';
import {findFreePort} from '../fixtures/free-port.js';
import {startTestWorld} from '../worlds/start-test-world.js';

const hasPebble = spawnSync('sh', ['-c', 'command -v pebble && command -v openssl']).status === 0;
if (!hasPebble) process.stderr.write('pebble.test: skipped, as there is no pebble (apt-get install pebble openssl)\n');

const name = 'platform.rehearsal.example';
const names = [name, `*.${name}`];

describe.skipIf(!hasPebble)('a real ACME server over the DNS of the world', () => {
  const directory = mkdtempSync(join(tmpdir(), 'shakinstall-pebble-'));
  const token = drawOperatorToken();
  let world: World;
  let pebble: ChildProcess;
  let directoryUrl: string;

  const dns = async (method: string, path: string, body?: object) => {
    const {dnsProject, dnsZone} = usualNames;
    const answer = await fetch(`${world.apiRoot}/dns/v1/projects/${dnsProject}/managedZones/${dnsZone}/rrsets${path}`, {
      method,
      headers: {authorization: `Bearer ${token}`, 'content-type': 'application/json'},
      ...(body === undefined ? {} : {body: JSON.stringify(body)}),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status}`);
  };
  const challengeName = `_acme-challenge.${name}.`;
  /** Both names are proved by values of one record: the wildcard's stands beside the other's. */
  const writeChallenges = async (values: readonly string[]) => {
    await dns('DELETE', `/${challengeName}/TXT`).catch(() => {});
    if (values.length > 0)
      await dns('POST', '', {name: challengeName, type: 'TXT', ttl: 60, rrdatas: values.map((value) => `"${value}"`)});
  };

  beforeAll(async () => {
    ({world} = await startTestWorld({
      directory,
      token,
      initial: createUsualSeed(token),
      catalogue: '2023-12',
      speed: 600,
      seed: 3,
    }));
    const [port, management] = [await findFreePort(), await findFreePort()];
    const place = (file: string) => join(directory, file);
    execFileSync(
      'openssl',
      `req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost,IP:127.0.0.1 -keyout ${place('key.pem')} -out ${place('cert.pem')}`.split(
        ' ',
      ),
      {stdio: 'ignore'},
    );
    const config = {
      pebble: {
        listenAddress: `127.0.0.1:${port}`,
        managementListenAddress: `127.0.0.1:${management}`,
        certificate: place('cert.pem'),
        privateKey: place('key.pem'),
        httpPort: 5002,
        tlsPort: 5001,
        ocspResponderURL: '',
        externalAccountBindingRequired: false,
      },
    };
    writeFileSync(place('pebble.json'), JSON.stringify(config));
    pebble = spawn('pebble', ['-config', place('pebble.json'), '-dnsserver', world.resolver], {
      env: {...process.env, PEBBLE_VA_NOSLEEP: '1', PEBBLE_WFE_NONCEREJECT: '0'},
      stdio: 'ignore',
    });
    directoryUrl = `https://127.0.0.1:${port}/dir`;
    acme.axios.defaults.httpsAgent = new (await import('node:https')).Agent({ca: readFileSync(place('cert.pem'))});
    for (let tries = 0; ; tries++) {
      try {
        await acme.axios.get(directoryUrl);
        break;
      } catch (error) {
        if (tries > 100) throw error;
        await wait(50);
      }
    }
  }, 30_000);

  afterAll(async () => {
    pebble?.kill();
    await world?.stop();
    rmSync(directory, {recursive: true, force: true});
  });

  const open = async () => {
    const client = new acme.Client({
      directoryUrl,
      accountKey: await acme.crypto.createPrivateKey(),
      backoffMin: 100,
      backoffMax: 500,
    });
    await client.createAccount({termsOfServiceAgreed: true});
    return client;
  };

  it('finds the challenges of Cloud DNS, and issues for the domain and its wildcard', async () => {
    const client = await open();
    const [key, request] = await acme.crypto.createCsr({commonName: name, altNames: names});
    const values: string[] = [];
    let writing = Promise.resolve();
    const certificates = await client.auto({
      csr: request,
      challengePriority: ['dns-01'],
      skipChallengeVerification: true,
      async challengeCreateFn(_authorization, _challenge, value) {
        values.push(value);
        // Both are asked for at once, and the record is one.
        writing = writing.then(() => writeChallenges(values));
        await writing;
      },
      async challengeRemoveFn() {},
    });
    expect(values).toHaveLength(2);
    const chain = NodeCertificates().readChain(certificates, key.toString());
    expect(chain?.isKeyOfFirst).toBe(true);
    expect([...(chain?.certificates[0]?.names ?? [])].sort()).toEqual([...names].sort());
    expect(chain?.certificates[0]?.isSignedByNext).toBe(true);
    await writeChallenges([]);
  }, 60_000);

  it('refuses where the record says something else, or nothing', async () => {
    for (const values of [['another value'], []]) {
      const client = await open();
      const [, request] = await acme.crypto.createCsr({commonName: name, altNames: [name]});
      await writeChallenges(values);
      const refused = client.auto({
        csr: request,
        challengePriority: ['dns-01'],
        skipChallengeVerification: true,
        async challengeCreateFn() {},
        async challengeRemoveFn() {},
      });
      await expect(refused).rejects.toThrow(/DNS challenge|TXT record/i);
    }
  }, 60_000);
});
