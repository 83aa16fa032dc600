import type {CloudContext} from '../cloud-context.js';
import type {RequestFault} from '../faults/cloud-fault.js';
import {drawRequestFaults} from '../faults/draw-request-faults.js';
import {authorizeCall} from './authorize-call.js';
import type {CloudRequest, CloudResponse, Reply, Route} from './call.js';
import {CloudRefusal, createRefusalBody} from './cloud-refusal.js';
import {decodeBody} from './decode-body.js';
import {identifyCaller} from './identify-caller.js';
import {createRouteMatcher} from './match-route.js';
import {resolveParams} from './resolve-params.js';
import {splitBatch} from './split-batch.js';

function readHeader(request: CloudRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function parseBody(request: CloudRequest): unknown {
  const type = readHeader(request, 'content-type') ?? '';
  if (request.body.length === 0 || type.startsWith('multipart/') || type.includes('x-www-form-urlencoded')) return {};
  if (request.url.startsWith('/upload/') && !type.includes('json')) return {};
  try {
    return JSON.parse(request.body.toString());
  } catch {
    throw new CloudRefusal(400, 'Invalid JSON payload received. Unexpected token.', {reason: 'parseError'});
  }
}

function formatReply(answer: Reply): CloudResponse {
  if (Buffer.isBuffer(answer.body)) {
    return {
      status: answer.status,
      headers: {'content-type': 'application/octet-stream', ...answer.headers},
      body: answer.body,
    };
  }
  const body = answer.body === undefined ? '' : `${JSON.stringify(answer.body, null, 2)}\n`;
  return {status: answer.status, headers: {'content-type': 'application/json; charset=UTF-8', ...answer.headers}, body};
}

/** A fault broke the connection. */
class ConnectionReset extends Error {}

/** The door of the rehearsed cloud: routes, authenticates, authorizes, answers. */
export function createGateway(context: CloudContext, routes: readonly Route[]) {
  const findRoute = createRouteMatcher(routes);

  async function applyBefore(faults: readonly RequestFault[]): Promise<void> {
    for (const fault of faults) {
      if (fault.kind === 'delay') await new Promise<void>((resolve) => context.clock.schedule(fault.delayMs, resolve));
      if (fault.kind === 'reset') throw new ConnectionReset();
      if (fault.kind === 'refuse') {
        const {status, message, statusName, reason} = fault;
        throw new CloudRefusal(status, message, {...(statusName && {status: statusName}), ...(reason && {reason})});
      }
    }
  }

  async function answer(request: CloudRequest): Promise<{reply: Reply; lingerMs?: number}> {
    const url = new URL(request.url, 'http://rehearsal');
    const host = (url.hostname === 'rehearsal' ? (readHeader(request, 'host') ?? '') : url.hostname).replace(
      /:\d+$/,
      '',
    );
    const found = findRoute(request.method, url.pathname, host);
    if (!found) {
      throw new CloudRefusal(501, `${request.method} ${url.pathname} is not served by this rehearsal.`, {
        reason: 'notImplemented',
      });
    }
    const match = resolveParams(context.state, found);
    const {route, params} = match;
    const faults = drawRequestFaults(context, route.id);
    await applyBefore(faults);
    const isOpen = route.service === 'oauth2.googleapis.com';
    const caller = isOpen
      ? {email: '', isServiceAccount: false}
      : identifyCaller(context.state, readHeader(request, 'authorization'), route.service, context.clock.now());
    if (!isOpen) authorizeCall(context, match, caller, readHeader(request, 'x-goog-user-project'));
    const body = decodeBody(route.id, params.version, parseBody(request));
    const reply = await route.handler({
      context,
      route,
      params,
      query: url.searchParams,
      body,
      raw: request.body,
      headers: request.headers,
      caller,
    });
    if (faults.some(({kind}) => kind === 'lose-response')) throw new ConnectionReset();
    const lingering = faults.find((fault) => fault.kind === 'slow-close');
    return {reply, ...(lingering && {lingerMs: lingering.lingerMs})};
  }

  async function serveUndated(request: CloudRequest): Promise<CloudResponse> {
    if (request.url.startsWith('/batch/')) return splitBatch(request, serveUndated);
    try {
      const {reply, lingerMs} = await answer(request);
      if (lingerMs === undefined) return formatReply(reply);
      const linger = new Promise<void>((resolve) => context.clock.schedule(lingerMs, resolve));
      return {...formatReply(reply), linger};
    } catch (error) {
      if (error instanceof ConnectionReset) return {status: 503, headers: {}, body: '', isReset: true};
      if (!(error instanceof CloudRefusal)) throw error;
      return formatReply({status: error.httpStatus, body: createRefusalBody(error)});
    }
  }
  /** Answers carry the time of the world, as any server's carry its own. https://www.rfc-editor.org/rfc/rfc9110#field.date */
  return async (request: CloudRequest): Promise<CloudResponse> => {
    const response = await serveUndated(request);
    return {...response, headers: {date: new Date(context.clock.now()).toUTCString(), ...response.headers}};
  };
}
