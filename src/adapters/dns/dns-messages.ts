import {type Answer, CHECKING_DISABLED, type DecodedPacket, decode, encode, RECURSION_DESIRED} from 'dns-packet';
import type {DnsAnswer, DnsQuestion, DnsReply} from '../../model/ports/resolver.js';

const bare = (name: string) => name.toLowerCase().replace(/\.$/, '');

/** Codes that `dns-packet` leaves out of what it decodes. https://www.iana.org/assignments/dns-parameters */
const codes = ['NOERROR', 'FORMERR', 'SERVFAIL', 'NXDOMAIN', 'NOTIMP', 'REFUSED'];

function formatData(answer: Answer): string | undefined {
  switch (answer.type) {
    case 'A':
    case 'AAAA':
      return answer.data;
    case 'CNAME':
    case 'NS':
      return bare(answer.data);
    case 'TXT':
      return [answer.data].flat().map(String).join('');
    case 'SOA': {
      const {mname, rname, serial, refresh, retry, expire, minimum} = answer.data;
      return [bare(mname), bare(rname), serial, refresh, retry, expire, minimum].join(' ');
    }
    case 'CAA':
      return `${answer.data.flags ?? 0} ${answer.data.tag} "${answer.data.value}"`;
    default:
      return undefined;
  }
}

function selectAnswers(records: readonly Answer[] | undefined): readonly DnsAnswer[] {
  return (records ?? []).flatMap((record) => {
    const data = formatData(record);
    return data === undefined
      ? []
      : [{name: bare(record.name), type: record.type, ttl: 'ttl' in record ? (record.ttl ?? 0) : 0, data}];
  });
}

/** A question as it travels. */
export function encodeQuestion(id: number, {name, type, server, isRecursive, isUnchecked}: DnsQuestion): Buffer {
  const recursion = server === undefined || isRecursive === true ? RECURSION_DESIRED : 0;
  const flags = recursion | (isUnchecked === true ? CHECKING_DISABLED : 0);
  return encode({
    type: 'query',
    id,
    flags,
    questions: [{type, name: bare(name)}],
    // Answers of more than 512 bytes, and no fragments. https://www.rfc-editor.org/rfc/rfc9715
    additionals: [
      {
        type: 'OPT',
        name: '.',
        udpPayloadSize: 1232,
        extendedRcode: 0,
        ednsVersion: 0,
        flags: 0,
        flag_do: false,
        options: [],
      },
    ],
  });
}

/** A reply as it came; undefined where it answers another question or is none. */
export function decodeReply(
  bytes: Buffer,
  id: number,
  server: string,
): {readonly reply: DnsReply; readonly isTruncated: boolean} | undefined {
  let packet: DecodedPacket;
  try {
    packet = decode(bytes);
  } catch {
    return undefined;
  }
  if (packet.id !== id || packet.type !== 'response') return undefined;
  const number = (packet.flags ?? 0) & 0xf;
  return {
    isTruncated: packet.flag_tc,
    reply: {
      server,
      rcode: codes[number] ?? `RCODE${number}`,
      isAuthoritative: packet.flag_aa,
      answers: selectAnswers(packet.answers),
      authority: selectAnswers(packet.authorities),
    },
  };
}
