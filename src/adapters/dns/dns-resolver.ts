import {randomInt} from 'node:crypto';
import {createSocket} from 'node:dgram';
import {getServers} from 'node:dns';
import {isIPv6, type Socket} from 'node:net';
import {CloudFailure} from '../../model/cloud-failure.js';
import type {Environment} from '../../model/environment.js';
import type {DnsQuestion, DnsReply, Resolver} from '../../model/ports/resolver.js';
import {openSocket} from '../web/open-socket.js';
import {decodeReply, encodeQuestion} from './dns-messages.js';

/** Those of Google, Cloudflare and Quad9: between them most of the world's users. */
const publicServers = ['8.8.8.8', '1.1.1.1', '9.9.9.9'];

/** Real milliseconds for one try; UDP is tried twice, as a datagram may be lost. */
const tryMs = 2500;

interface Server {
  readonly address: string;
  readonly port: number;
}

function parseServer(text: string): Server {
  const [, bracketed, plain, port] = /^(?:\[(.+)\]|([^:]+|.+:.*:[^:]*?))(?::(\d+))?$/.exec(text) ?? [];
  return isIPv6(text) ? {address: text, port: 53} : {address: bracketed ?? plain ?? text, port: Number(port ?? 53)};
}

function askByUdp({address, port}: Server, id: number, message: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const socket = createSocket(isIPv6(address) ? 'udp6' : 'udp4');
    const finish = (act: () => void) => {
      clearTimeout(timer);
      socket.close();
      act();
    };
    const timer = setTimeout(() => finish(() => reject(new Error(`no answer within ${tryMs / 1000} s`))), tryMs);
    socket.on('error', (error) => finish(() => reject(error)));
    // A stray datagram is not the answer.
    socket.on('message', (bytes) => bytes.readUInt16BE(0) === id && finish(() => resolve(bytes)));
    // Connected, so that a closed port is heard of at once and nobody else is listened to.
    socket.connect(port, address, () => socket.send(message));
  });
}

function exchange(socket: Socket, message: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let pending = Buffer.alloc(0);
    socket.setTimeout(tryMs, () => socket.destroy(new Error(`no answer within ${tryMs / 1000} s`)));
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('the connection was closed without an answer')));
    socket.on('data', (chunk: Buffer) => {
      pending = Buffer.concat([pending, chunk]);
      if (pending.length < 2 || pending.length < 2 + pending.readUInt16BE(0)) return;
      resolve(pending.subarray(2, 2 + pending.readUInt16BE(0)));
      socket.destroy();
    });
    const length = Buffer.alloc(2);
    length.writeUInt16BE(message.length);
    socket.write(Buffer.concat([length, message]));
  });
}

/** DNS over UDP and TCP. Where all traffic goes through a proxy, servers other than the environment's own are asked through it. */
export function DnsResolver(environment: Pick<Environment, 'resolvers' | 'proxy'>): Resolver {
  const own = environment.resolvers ?? [];
  const askByTcp = async (server: Server, message: Buffer, route: Pick<Environment, 'proxy'>): Promise<Buffer> =>
    exchange(await openSocket(route, server.address, server.port, tryMs), message);
  const askOne = async (name: string, question: DnsQuestion): Promise<DnsReply> => {
    const server = parseServer(name);
    const id = randomInt(0x10000);
    const message = encodeQuestion(id, question);
    const read = (bytes: Buffer) => {
      const decoded = decodeReply(bytes, id, name);
      if (decoded === undefined) throw new Error('the answer is not one');
      return decoded;
    };
    if (environment.proxy !== undefined && !own.includes(name))
      return read(await askByTcp(server, message, environment)).reply;
    const bytes = await askByUdp(server, id, message).catch(() => askByUdp(server, id, message));
    const {reply, isTruncated} = read(bytes);
    return isTruncated ? read(await askByTcp(server, message, {})).reply : reply;
  };
  return {
    async ask(question) {
      const {name, type} = question;
      const servers =
        question.server === undefined
          ? own.length > 0
            ? own
            : [...new Set([...getServers(), ...publicServers])]
          : [question.server];
      let cause: unknown;
      for (const server of servers) {
        try {
          return await askOne(server, question);
        } catch (error) {
          cause = error;
        }
      }
      const reason = (cause as Error | undefined)?.message ?? 'there is no server to ask';
      throw new CloudFailure('unavailable', `${servers.join(', ')} did not say what ${type} of ${name} is: ${reason}`, {
        action: `dns ${type} ${name} @${servers.join(',')}`,
        cause,
      });
    },
    listPublicServers: async () => (own.length > 0 ? own : publicServers.map((address) => `${address}:53`)),
  };
}
