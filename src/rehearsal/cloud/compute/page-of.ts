import {CloudRefusal} from '../http/cloud-refusal.js';
import type {Json} from '../json.js';

type Test = (resource: Json) => boolean;

function readField(resource: Json, field: string): unknown {
  return field.split('.').reduce<unknown>((value, part) => (value as Json | undefined)?.[part], resource);
}

function createTest(field: string, operator: string, raw: string): Test {
  const value = raw.replace(/^["'](.*)["']$/s, '$1');
  switch (operator.toLowerCase()) {
    case '=':
      return (resource) => String(readField(resource, field) ?? '') === value;
    case '!=':
      return (resource) => String(readField(resource, field) ?? '') !== value;
    case ':': {
      const pattern = new RegExp(
        `(^|[^a-z0-9])${value.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*')}($|[^a-z0-9])`,
        'i',
      );
      return (resource) => pattern.test(String(readField(resource, field) ?? ''));
    }
    case 'eq':
    case 'ne': {
      const pattern = new RegExp(`^(?:${value})$`);
      return (resource) => pattern.test(String(readField(resource, field) ?? '')) === (operator.toLowerCase() === 'eq');
    }
    default: {
      const limit = Number(value);
      const compare: Record<string, (actual: number) => boolean> = {
        '>': (a) => a > limit,
        '<': (a) => a < limit,
        '>=': (a) => a >= limit,
        '<=': (a) => a <= limit,
      };
      return (resource) => compare[operator]?.(Number(readField(resource, field))) ?? false;
    }
  }
}

/** Compute Engine's `filter`: terms, all of which must hold; OR is not served. */
function createFilter(filter: string): Test {
  if (/\sOR\s/.test(filter))
    throw new CloudRefusal(501, `Filters with OR are not served by this rehearsal: ${filter}`, {
      reason: 'notImplemented',
    });
  const term =
    /\(?\s*([\w.]+)\s*(!=|>=|<=|=|:|>|<|\beq\b|\bne\b)\s*("[^"]*"|'[^']*'|\([^)]*\)|[^\s)]+)\s*\)?(?:\s+AND)?/gi;
  const tests = [...filter.matchAll(term)].map(([, field = '', operator = '', value = '']) =>
    createTest(field, operator, value),
  );
  if (tests.length === 0) {
    throw new CloudRefusal(400, `Invalid value for field 'filter': '${filter}'. Invalid list filter expression.`, {
      status: '',
      reason: 'invalid',
    });
  }
  return (resource) => tests.every((test) => test(resource));
}

/** Those of `all` that match the query's filter and lie on the asked page, with the token of the next. */
export function pageOf<T extends Json>(
  all: readonly T[],
  query: URLSearchParams,
): {readonly items: readonly T[]; readonly nextPageToken?: string} {
  const filter = query.get('filter');
  const matching = filter ? all.filter(createFilter(filter)) : all;
  const size = Math.min(500, Number(query.get('maxResults') || 500));
  const start = Number(Buffer.from(query.get('pageToken') ?? '', 'base64url').toString() || 0);
  const items = matching.slice(start, start + size);
  const end = start + size;
  return {items, ...(end < matching.length && {nextPageToken: Buffer.from(String(end)).toString('base64url')})};
}
