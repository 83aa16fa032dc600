/** Fields whose values count beside their presence, since clients act on them. */
const telling = new Set([
  'kind',
  'apiVersion',
  'reason',
  'message',
  'field',
  'code',
  'operation',
  'verbs',
  'shortNames',
  'categories',
]);
/** In ordinary objects messages speak of names, numbers and places that differ from run to run. */
const tellingInRefusals = new Set(['message']);

/** Replaces what varies from run to run: uids, addresses, generated names, revisions. */
function normalizeText(text: string): string {
  return text
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '<uid>')
    .replace(/\b\d+\.\d+\.\d+\.\d+\b/g, '<ip>')
    .replace(/\b(kube-api-access|gen)-[bcdfghjklmnpqrstvwxz2456789]{5}\b/g, '$1-<suffix>')
    .replace(/resource version: \d+, current: \d+/g, 'resource version: <rv>, current: <rv>')
    .replace(/\?hash=[0-9A-F]+/g, '?hash=<hash>');
}

const isRefusal = (value: object) =>
  (value as {kind?: string}).kind === 'Status' && (value as {status?: string}).status === 'Failure';

/**
 * Brings an answer into a form whose structure alone can be compared: telling values become keys, and keys that
 * vary from run to run are replaced.
 */
export function normalizeKubernetes(value: unknown, isRefused = false): unknown {
  if (Array.isArray(value)) return value.map((item) => normalizeKubernetes(item, isRefused));
  if (value === null || typeof value !== 'object') return value;
  const refused = isRefused || isRefusal(value);
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => {
      const isTelling = telling.has(key) && (refused || !tellingInRefusals.has(key));
      const isPlain =
        typeof child === 'string' ||
        typeof child === 'number' ||
        (Array.isArray(child) && child.every((item) => typeof item === 'string'));
      return [
        normalizeText(key),
        isTelling && isPlain ? {[normalizeText(String(child))]: true} : normalizeKubernetes(child, refused),
      ];
    }),
  );
}
