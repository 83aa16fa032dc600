import {Agent} from 'undici';
import {createRunningClock} from '../../src/rehearsal/clock/virtual-clock.js';
import {createApiServer} from '../../src/rehearsal/kube/create-api-server.js';
import {gadgetDefinition, type Json} from './oracle-kinds.js';
import {startControlPlane} from './start-control-plane.js';

/** A request as it goes over the wire; a string is sent as it is, anything else as JSON. */
export interface ServerRequest {
  readonly method: string;
  readonly path: string;
  readonly accept?: string;
  readonly contentType?: string;
  readonly body?: Json;
}

/** An answer; a watch's body is the list of its events. */
export interface ServerAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly warning: string;
  readonly body: Json;
}

/** A server that requests are sent to. */
export interface OracleServer {
  send(request: ServerRequest): Promise<ServerAnswer>;
}

const parse = (text: string): Json => {
  try {
    return JSON.parse(text);
  } catch {
    const lines = text.split('\n').filter((line) => line !== '');
    try {
      return lines.map((line) => JSON.parse(line));
    } catch {
      return text;
    }
  }
};

function createClient(origin: string, token: string): OracleServer {
  const dispatcher = new Agent({connect: {rejectUnauthorized: false}});
  return {
    async send({method, path, accept = 'application/json', contentType, body}) {
      const bytes = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
      const response = await dispatcher.request({
        origin,
        path,
        method: method as 'GET',
        headers: {
          authorization: `Bearer ${token}`,
          accept,
          'user-agent': 'oracle',
          ...(contentType ? {'content-type': contentType} : {}),
        },
        ...(bytes === undefined ? {} : {body: bytes}),
      });
      const text = await response.body.text();
      const parsed = parse(text);
      const isWatch = path.includes('watch=true') && response.statusCode === 200;
      return {
        status: response.statusCode,
        contentType: String(response.headers['content-type'] ?? ''),
        warning: [response.headers.warning ?? []].flat().join(', '),
        body: isWatch ? [parsed === '' ? [] : parsed].flat() : parsed,
      };
    },
  };
}

/** The real server and ours side by side, both with the custom kind; neither has controllers. */
export async function openOracleServers(assets: string) {
  const plane = await startControlPlane(assets);
  const now = Date.now();
  const ours = createApiServer({
    clock: createRunningClock({realEpochMs: now, virtualEpochMs: now, speed: 1}),
    seed: 1,
    gitVersion: 'v1.27.7',
    authenticate: (token) => (token === plane.token ? {username: 'admin', groups: ['system:masters']} : undefined),
  });
  const {endpoint} = await ours.listen();
  const servers = [createClient(plane.server, plane.token), createClient(`https://${endpoint}`, plane.token)] as const;
  for (const server of servers) {
    await server.send({
      method: 'POST',
      path: '/apis/apiextensions.k8s.io/v1/customresourcedefinitions',
      contentType: 'application/json',
      body: gadgetDefinition,
    });
    for (let attempt = 0; attempt < 200; attempt += 1) {
      const {status} = await server.send({method: 'GET', path: '/apis/example.com/v1/namespaces/default/gadgets'});
      if (status === 200) break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  return {
    servers,
    /** Whether the real server survives a custom object, which old ones built with a young Go do not. */
    async servesCustomObjects(): Promise<boolean> {
      const path = '/apis/example.com/v1/namespaces/default/gadgets';
      const body = {apiVersion: 'example.com/v1', kind: 'Gadget', metadata: {name: 'first'}, spec: {size: 1}};
      return servers[0].send({method: 'POST', path, contentType: 'application/json', body}).then(
        ({status}) => status === 201,
        () => false,
      );
    },
    async stop() {
      await ours.close();
      await plane.stop();
    },
  };
}
