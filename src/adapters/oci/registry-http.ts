import type {Dispatcher} from 'undici';
import type {Environment} from '../../model/environment.js';
import type {Clock} from '../../model/ports/local.js';
import {openTrust} from '../web/open-trust.js';
import {selectRegistryBase} from './registry-address.js';
import type {RegistryCredentials} from './registry-credentials.js';
import {RegistryTokens} from './registry-tokens.js';
import {selectDelayMs} from './select-delay.js';
import {toRegistryFailure} from './to-registry-failure.js';

export interface RegistryRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly registry: string;
  /** From `/v2/` on, or a whole address that the registry gave. */
  readonly path: string;
  /** Such as `repository:a/b:pull`. */
  readonly scopes: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
  /** A stream can be sent once: such a request is not repeated here. */
  readonly body?: string | AsyncIterable<Uint8Array>;
  /** Statuses that are answers; all others are failures. */
  readonly accepts: readonly number[];
}

export interface RegistryAnswer {
  readonly status: number;
  header(name: string): string | undefined;
  readonly body: Dispatcher.ResponseData['body'];
  /** Reads what nobody wants to know, so that the connection serves again; what was answered stands even where that fails. */
  finish(): Promise<void>;
  /** The whole body; a `CloudFailure` where it breaks off. */
  text(): Promise<string>;
  /** Where it was answered, after redirections. */
  readonly url: string;
}

/** Sends to registries, with what they want to hear, again where it is worth it. */
export interface RegistryHttp {
  send(sent: RegistryRequest): Promise<RegistryAnswer>;
}

/** Requests that are sent again in all. */
const mostAttempts = 7;
const mostRedirects = 5;
const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const transient: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);
const limits = {headersTimeout: 120_000, bodyTimeout: 120_000, connect: {timeout: 15_000}};

/** Sends one request; the client is loaded with the first, since most commands ask no registry. */
export type Send = (
  url: string,
  options: Omit<NonNullable<Parameters<typeof import('undici').request>[1]>, 'dispatcher'>,
) => Promise<Dispatcher.ResponseData<unknown>>;

/** Through the environment's own proxy, or the machine's. */
async function openSender({proxy, caBundle}: Environment): Promise<Send> {
  const {Agent, EnvHttpProxyAgent, ProxyAgent, request} = await import('undici');
  const near = new Agent(limits);
  const ca = openTrust({caBundle})();
  const away =
    proxy === undefined
      ? new EnvHttpProxyAgent({...limits, connect: {...limits.connect, ...ca}})
      : new ProxyAgent({...limits, uri: proxy, requestTls: ca});
  return (url, options) => request(url, {...options, dispatcher: new URL(url).protocol === 'http:' ? near : away});
}

/** Reads what is left of an answer that nobody wants, so that its connection serves again. */
const discard = async (body: Dispatcher.ResponseData['body']): Promise<void> => {
  await body.dump({limit: 1024 * 1024}).catch(() => undefined);
};

export function RegistryHttp(
  environment: Environment,
  credentials: RegistryCredentials,
  {clock, random}: {readonly clock: Pick<Clock, 'sleep' | 'now'>; readonly random: () => number},
): RegistryHttp {
  let opened: Promise<Send> | undefined;
  const request: Send = async (url, options) => {
    opened ??= openSender(environment);
    return (await opened)(url, options);
  };
  const tokens = RegistryTokens(request, credentials);

  const sendOnce = async (sent: RegistryRequest, authorization: string | undefined): Promise<RegistryAnswer> => {
    const base = selectRegistryBase(sent.registry);
    let url = new URL(sent.path, base).href;
    for (let hop = 0; ; hop++) {
      // Where content is kept elsewhere, the address itself is the permission; who asks is nobody else's business.
      const own = authorization !== undefined && new URL(url).origin === new URL(base).origin ? {authorization} : {};
      const answer = await request(url, {
        method: sent.method,
        headers: {'user-agent': 'shakinstall', ...sent.headers, ...own},
        ...(sent.body === undefined ? {} : {body: sent.body as string}),
      });
      const location = answer.headers.location;
      const isMoved = redirects.has(answer.statusCode) && typeof location === 'string' && sent.body === undefined;
      if (!isMoved || hop >= mostRedirects) {
        const header = (name: string) => [answer.headers[name]].flat()[0];
        return {
          status: answer.statusCode,
          header,
          body: answer.body,
          finish: () => discard(answer.body),
          text: () =>
            answer.body.text().catch((error: unknown) => {
              throw toRegistryFailure(sent, error);
            }),
          url,
        };
      }
      await discard(answer.body);
      url = new URL(location, url).href;
    }
  };

  /** Once more with what the registry asked for. A stream that was begun cannot be sent again. */
  const sendAuthorized = async (sent: RegistryRequest): Promise<RegistryAnswer> => {
    const {registry, scopes} = sent;
    const authorization = await tokens.authorize(registry, scopes);
    const answer = await sendOnce(sent, authorization);
    if (answer.status !== 401) return answer;
    const renewed = await tokens.renew(registry, scopes, answer.header('www-authenticate'), authorization);
    if (renewed === undefined || (sent.body !== undefined && typeof sent.body !== 'string')) return answer;
    await discard(answer.body);
    return sendOnce(sent, renewed);
  };

  return {
    async send(sent) {
      const isRepeatable = sent.body === undefined || typeof sent.body === 'string';
      for (let attempt = 1; ; attempt++) {
        const isLast = !isRepeatable || attempt >= mostAttempts;
        let answer: RegistryAnswer;
        try {
          answer = await sendAuthorized(sent);
        } catch (error) {
          const failure = toRegistryFailure(sent, error);
          if (isLast || failure.kind !== 'unavailable') throw failure;
          await clock.sleep(selectDelayMs(attempt, undefined, clock.now(), random));
          continue;
        }
        if (sent.accepts.includes(answer.status)) return answer;
        if (isLast || !transient.has(answer.status))
          throw toRegistryFailure(sent, {status: answer.status, text: await answer.body.text().catch(() => '')});
        await discard(answer.body);
        await clock.sleep(selectDelayMs(attempt, answer.header('retry-after'), clock.now(), random));
      }
    },
  };
}
