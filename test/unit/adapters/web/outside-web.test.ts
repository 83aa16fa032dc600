import {createSocket, type Socket} from 'node:dgram';
import {decode, encode, type Packet} from 'dns-packet';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {openOutside} from '../../../../src/adapters/web/open-outside.js';
import {OutsideWeb} from '../../../../src/adapters/web/outside-web.js';
import {CloudFailure} from '../../../../src/model/cloud-failure.js';

const [noSuchName, refused] = [3, 5];

describe('a name from outside', () => {
  let server: Socket;
  let rcode = 0;
  let answers: Packet['answers'] = [];

  beforeAll(async () => {
    server = createSocket('udp4', (message, from) => {
      const query = decode(message);
      const reply: Packet = {
        type: 'response',
        id: query.id ?? 0,
        flags: rcode,
        questions: query.questions ?? [],
        answers,
      };
      server.send(encode(reply), from.port, from.address);
    });
    await new Promise<void>((resolve) => server.bind(0, '127.0.0.1', resolve));
  });
  afterAll(() => server.close());

  const open = () => OutsideWeb(openOutside({resolvers: [`127.0.0.1:${server.address().port}`]}));

  it('is absent only where a DNS server says so', async () => {
    [rcode, answers] = [noSuchName!, []];
    expect(await open().resolveAddresses('platform.example')).toEqual([]);
    [rcode, answers] = [0, []];
    expect(await open().resolveAddresses('platform.example')).toEqual([]);
    [rcode, answers] = [0, [{type: 'A', name: 'platform.example', ttl: 300, data: '192.0.2.7'}]];
    expect(await open().resolveAddresses('platform.example')).toEqual(['192.0.2.7']);
  });

  it('is not called absent by a DNS server that gives no answer', async () => {
    [rcode, answers] = [refused!, []];
    const web = open();
    await expect(web.resolveAddresses('platform.example')).rejects.toThrow(CloudFailure);
    expect(await web.probe('https://platform.example/')).toEqual({
      state: 'unresolved',
      message: expect.stringMatching(/no DNS server said whether platform\.example exists: .*EREFUSED/),
    });
  });
});
