import {CloudFailure, type CloudFailureKind} from '../../model/cloud-failure.js';

interface RegistryErrors {
  readonly errors?: ReadonlyArray<{readonly code?: string; readonly message?: string}>;
}

/** https://github.com/opencontainers/distribution-spec/blob/main/spec.md#error-codes */
function selectKind(status: number, code: string): CloudFailureKind {
  if (status === 401 || code === 'UNAUTHORIZED') return 'unauthenticated';
  if (status === 403 || code === 'DENIED') return 'permission';
  if (status === 404) return 'not-found';
  if (status === 408 || status === 429 || status >= 500) return 'unavailable';
  return 'invalid';
}

function parseErrors(text: string): {readonly code: string; readonly message: string} {
  try {
    const [first] = (JSON.parse(text) as RegistryErrors).errors ?? [];
    return {code: first?.code ?? '', message: first?.message ?? ''};
  } catch {
    return {code: '', message: ''};
  }
}

/** What a registry's refusal, or the way to it, means. */
export function toRegistryFailure(
  asked: {readonly method: string; readonly registry: string; readonly path: string},
  error: unknown,
): CloudFailure {
  if (error instanceof CloudFailure) return error;
  const action = `${asked.method} ${asked.registry}${asked.path.replace(/^https?:\/\/[^/]+/, '').replace(/\?.*$/, '')}`;
  const {status, text} = error as {readonly status?: number; readonly text?: string};
  if (typeof status === 'number' && text !== undefined) {
    const {code, message} = parseErrors(text);
    const said = [code, message].filter((part) => part !== '').join(': ') || 'no reason given';
    const kind = selectKind(status, code);
    const permission = /\b([a-z]+\.[a-zA-Z]+\.[a-zA-Z]+)\b/.exec(message)?.[1];
    return new CloudFailure(kind, `${asked.registry} answered ${status} (${said})`, {
      action,
      status,
      ...(kind === 'permission' ? {permission: permission ?? `pull or push at ${asked.registry}`} : {}),
    });
  }
  const {message, code = ''} = error as NodeJS.ErrnoException;
  const isTrust = /CERT|SIGNED|UNABLE_TO_VERIFY/.test(code);
  return new CloudFailure(
    isTrust ? 'invalid' : 'unavailable',
    `${asked.registry} cannot be reached: ${message === '' ? code : message}`,
    {action, cause: error},
  );
}
