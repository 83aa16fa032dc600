import {createSocket, type Socket} from 'node:dgram';
import {type Socket as Connection, createServer, type Server} from 'node:net';
import type {Duplex} from 'node:stream';
import {
  type Answer,
  AUTHORITATIVE_ANSWER,
  decode,
  encode,
  type Packet,
  type Question,
  RECURSION_AVAILABLE,
  RECURSION_DESIRED,
  TRUNCATED_RESPONSE,
} from 'dns-packet';
import type {CloudSide} from '../seams/cloud-side.js';

type LookupType = Parameters<CloudSide['lookup']>[1];
const servedTypes: readonly string[] = ['A', 'AAAA', 'CAA', 'CNAME', 'TXT', 'NS', 'SOA'] satisfies LookupType[];
const longestChain = 8;
const nxdomain = 3;
const notImplemented = 4;
const refused = 5;

/** Answers a query from the world's DNS: aliases followed, NXDOMAIN with the zone's SOA. */
export function answerQuery(cloud: Pick<CloudSide, 'lookup'>, query: Packet): Packet {
  const question = query.questions?.[0];
  const reply = {type: 'response' as const, id: query.id ?? 0, questions: query.questions ?? []};
  const flags = RECURSION_AVAILABLE | ((query.flags ?? 0) & RECURSION_DESIRED);
  if (!question || !servedTypes.includes(question.type)) return {...reply, flags: flags | notImplemented};
  const {answers, rcode, authority} = collect(cloud, question);
  return {...reply, flags: flags | (rcode === 'NXDOMAIN' ? nxdomain : 0), answers, authorities: authority};
}

function collect(cloud: Pick<CloudSide, 'lookup'>, {name, type}: Question) {
  const answers: Answer[] = [];
  let current = name.toLowerCase();
  for (let hop = 0; hop < longestChain; hop++) {
    const found = cloud.lookup(current, type as LookupType);
    const hits = found.answers.filter((record) => record.type === type || record.type === 'CNAME');
    answers.push(...hits.map(toAnswer));
    const alias = hits.find((record) => record.type === 'CNAME' && type !== 'CNAME');
    if (!alias)
      return {
        answers,
        rcode: answers.length > 0 ? ('NOERROR' as const) : found.rcode,
        authority: answers.length > 0 ? [] : authorityOf(cloud, current),
      };
    current = alias.data.replace(/\.$/, '').toLowerCase();
  }
  return {answers, rcode: 'NOERROR' as const, authority: []};
}

function toAnswer({name, type, ttl, data}: {name: string; type: string; ttl: number; data: string}): Answer {
  const base = {name: name.replace(/\.$/, ''), ttl, class: 'IN' as const};
  if (type === 'TXT') return {...base, type: 'TXT', data: data.replace(/^"|"$/g, '')};
  if (type === 'SOA') {
    const [
      mname = '',
      rname = '',
      serial = '1',
      refresh = '21600',
      retry = '3600',
      expire = '259200',
      minimum = '300',
    ] = data.split(/\s+/);
    return {
      ...base,
      type: 'SOA',
      data: {
        mname: mname.replace(/\.$/, ''),
        rname: rname.replace(/\.$/, ''),
        serial: Number(serial),
        refresh: Number(refresh),
        retry: Number(retry),
        expire: Number(expire),
        minimum: Number(minimum),
      },
    };
  }
  if (type === 'CAA') {
    const [, flags = '0', tag = 'issue', value = ''] = /^(\d+)\s+(\S+)\s+"?(.*?)"?$/.exec(data) ?? [];
    return {...base, type: 'CAA', data: {flags: Number(flags), tag: tag as 'issue', value}};
  }
  return {...base, type: type as 'A', data: data.replace(/\.$/, '')};
}

/** The SOA of the closest zone above a name. */
function authorityOf(cloud: Pick<CloudSide, 'lookup'>, name: string): Answer[] {
  const labels = name.replace(/\.$/, '').split('.');
  for (let index = 0; index < labels.length; index++) {
    const found = cloud.lookup(labels.slice(index).join('.'), 'SOA').answers.filter(({type}) => type === 'SOA');
    if (found.length > 0) return found.map(toAnswer);
  }
  return [];
}

/** A DNS server on loopback, UDP and TCP on one port. */
export interface DnsServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Starts to answer on loopback; port 0 takes any. */
export async function serveDns(cloud: () => Pick<CloudSide, 'lookup'>, port = 0): Promise<DnsServer> {
  const sockets = new Set<Connection>();
  const tcp = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    answerStream(socket, (bytes) => answerBytes(bytes, (query) => answerQuery(cloud(), query)));
  });
  await listenTcp(tcp, port);
  const address = tcp.address() as {port: number};
  const udp = createSocket('udp4');
  udp.on('error', () => {});
  udp.on('message', (message, remote) => {
    const reply = answerBytes(message, (query) => answerQuery(cloud(), query), true);
    if (reply) udp.send(reply, remote.port, remote.address);
  });
  await bindUdp(udp, address.port);
  return {
    port: address.port,
    // Who leaves a connection open must not keep the world from ending.
    close() {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => udp.close(() => tcp.close(() => resolve())));
    },
  };
}

/** What a UDP packet holds where the client does not say otherwise, and what we take. https://www.rfc-editor.org/rfc/rfc6891 */
const plainUdpBytes = 512;
const ownExtension: Answer = {
  type: 'OPT',
  name: '.',
  udpPayloadSize: 1232,
  extendedRcode: 0,
  ednsVersion: 0,
  flags: 0,
  flag_do: false,
  options: [],
};

/** The reply to a query as it came; none to what is no query. Over UDP one that is too long says so and is empty. */
function answerBytes(bytes: Buffer, answer: (query: Packet) => Packet, isUdp = false): Buffer | undefined {
  try {
    const query = decode(bytes);
    const extension = query.additionals?.find((record) => record.type === 'OPT');
    const reply = {...answer(query), ...(extension === undefined ? {} : {additionals: [ownExtension]})};
    const whole = encode(reply);
    if (!isUdp || whole.length <= Math.max(plainUdpBytes, extension?.udpPayloadSize ?? 0)) return whole;
    return encode({...reply, flags: (reply.flags ?? 0) | TRUNCATED_RESPONSE, answers: [], authorities: []});
  } catch {
    return undefined;
  }
}

/** Answers queries on a connection, each with its length before it (RFC 1035, 4.2.2). */
function answerStream(socket: Duplex, answer: (bytes: Buffer) => Buffer | undefined): void {
  let pending = Buffer.alloc(0);
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk: Buffer) => {
    pending = Buffer.concat([pending, chunk]);
    while (pending.length >= 2 && pending.length >= 2 + pending.readUInt16BE(0)) {
      const length = pending.readUInt16BE(0);
      const reply = answer(pending.subarray(2, 2 + length));
      pending = pending.subarray(2 + length);
      if (reply) socket.write(Buffer.concat([Buffer.from([reply.length >> 8, reply.length & 0xff]), reply]));
    }
  });
}

/** Answers on a connection to port 53 of `address` as the name server there; false where there is none. */
export function answerAsNameServer(
  cloud: () => Pick<CloudSide, 'lookup' | 'askNameServer'>,
  address: string,
  socket: Duplex,
): boolean {
  if (!cloud().askNameServer?.(address, '.', 'SOA')) return false;
  answerStream(socket, (bytes) => answerBytes(bytes, (query) => answerOf(cloud(), address, query)));
  return true;
}

/** What one name server says by itself: with authority, by referral, or that it is not asked. */
function answerOf(cloud: Pick<CloudSide, 'askNameServer'>, address: string, query: Packet): Packet {
  const question = query.questions?.[0];
  const reply = {type: 'response' as const, id: query.id ?? 0, questions: query.questions ?? []};
  if (!question || !servedTypes.includes(question.type)) return {...reply, flags: notImplemented};
  const found = cloud.askNameServer?.(address, question.name, question.type as LookupType);
  if (!found || found.rcode === 'REFUSED') return {...reply, flags: refused};
  const flags = (found.isAuthoritative ? AUTHORITATIVE_ANSWER : 0) | (found.rcode === 'NXDOMAIN' ? nxdomain : 0);
  return {...reply, flags, answers: found.answers.map(toAnswer), authorities: found.authority.map(toAnswer)};
}

function listenTcp(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
}

function bindUdp(socket: Socket, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.bind(port, '127.0.0.1', () => resolve());
  });
}
