import {createSocket} from 'node:dgram';
import {once} from 'node:events';
import {connect} from 'node:net';
import {type DecodedPacket, decode, encode, type Packet, RECURSION_DESIRED} from 'dns-packet';

const createQuery = (name: string, type: string, udpPayloadSize?: number): Packet => ({
  type: 'query',
  id: 7,
  flags: RECURSION_DESIRED,
  questions: [{name, type: type as 'A'}],
  ...(udpPayloadSize === undefined
    ? {}
    : {
        additionals: [
          {
            type: 'OPT',
            name: '.',
            udpPayloadSize,
            extendedRcode: 0,
            ednsVersion: 0,
            flags: 0,
            flag_do: false,
            options: [],
          },
        ],
      }),
});

/** One query over UDP; with `udpPayloadSize` as EDNS announces it. */
export async function askUdp(
  port: number,
  name: string,
  type: string,
  udpPayloadSize?: number,
): Promise<DecodedPacket> {
  const socket = createSocket('udp4');
  try {
    socket.send(encode(createQuery(name, type, udpPayloadSize)), port, '127.0.0.1');
    const [message] = await once(socket, 'message', {signal: AbortSignal.timeout(3000)});
    return decode(message);
  } finally {
    socket.close();
  }
}

/** The same over TCP. */
export async function askTcp(port: number, name: string, type: string): Promise<DecodedPacket> {
  const socket = connect(port, '127.0.0.1');
  const query = encode(createQuery(name, type));
  socket.write(Buffer.concat([Buffer.from([query.length >> 8, query.length & 0xff]), query]));
  let bytes = Buffer.alloc(0);
  for await (const chunk of socket) {
    bytes = Buffer.concat([bytes, chunk]);
    if (bytes.length >= 2 && bytes.length >= 2 + bytes.readUInt16BE(0)) break;
  }
  socket.destroy();
  return decode(bytes.subarray(2));
}
