import {findDifferences} from './find-differences.js';
import type {Json} from './oracle-kinds.js';
import type {ServerAnswer} from './oracle-servers.js';

const isObject = (value: Json) => value !== null && typeof value === 'object' && !Array.isArray(value);

/** Replaces what no two servers have in common: identities, moments, addresses, the random ends of names. */
function normalizeText(text: string): string {
  return text
    .replace(/\bextensions\b(?=$| ")/, 'networking.k8s.io')
    .replace(/map\[string\]string\{\}/g, 'map[string]string(nil)')
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '<uid>')
    .replace(/\b20[2-9]\d-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, '<time>')
    .replace(/\b10\.0\.\d+\.\d+\b/g, '<ip>')
    .replace(/\bgen-[bcdfghjklmnpqrstvwxz2456789]{5}\b/g, 'gen-<suffix>')
    .replace(/\beyJ[\w-]+=*/g, '<continue>')
    .replace(/(resource version: |resourceVersion in precondition: )\d+/gi, '$1<rv>')
    .replace(/\(0x[0-9a-f]+\)/g, '(<address>)')
    .replace(/typed patch object \([^)]*\)/g, 'typed patch object')
    .replace(/in scheme "[^"]+"/g, 'in scheme')
    .replace(/(ResourceVersion in record \()\d+/g, '$1<rv>')
    .replace(/(current: |in object meta: )\d+/g, '$1<rv>');
}

/** Whether a cell of a table tells how long ago something was. */
const isAge = (cell: Json) => typeof cell === 'string' && /^\d+[smhd](\d+[smh])?$/.test(cell);

const unite = (left: Json, right: Json): Json => {
  const result = {...left};
  for (const [key, value] of Object.entries(right ?? {}))
    result[key] = key in result ? unite(result[key], value) : value;
  return result;
};

/**
 * Managers by name and operation, in one order: their moments, which decide it, may fall into different seconds, and
 * servers before 1.22 do not tell apart which path a manager wrote through.
 */
function uniteManagers(entries: readonly Json[]): Json[] {
  const united = new Map<string, Json>();
  for (const {subresource: _, ...entry} of entries) {
    const key = JSON.stringify([entry.operation, entry.manager, entry.apiVersion]);
    const before = united.get(key);
    united.set(key, before ? {...before, fieldsV1: unite(before.fieldsV1, entry.fieldsV1)} : entry);
  }
  return [...united].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, entry]) => entry);
}

const withoutManagers = ({object, ...event}: Json): Json => {
  const {resourceVersion: _, managedFields: __, ...metadata} = object.metadata ?? {};
  return {...event, type: event.type === 'MODIFIED' ? 'ADDED' : event.type, object: {...object, metadata}};
};

/** Events without those that tell of nothing but another manager: when these are written is a matter of versions. */
export function dropUnchanged(events: readonly Json[]): Json[] {
  const last = new Map<string, Json>();
  return events.filter((event) => {
    const name = String(event.object?.metadata?.name);
    const content = withoutManagers(event);
    const isNews = findDifferences(last.get(name), content).length > 0;
    last.set(name, content);
    return isNews;
  });
}

/**
 * Brings one server's answers, in their order, into a comparable form. Revisions of objects become numbers in the order of
 * their first appearance, so that a write that should change nothing, and does, is seen.
 */
export function createNormalizer(): (answer: ServerAnswer) => Json {
  const revisions = new Map<string, number>();
  const numberOf = (revision: string) => {
    if (!revisions.has(revision)) revisions.set(revision, revisions.size);
    return `rv#${revisions.get(revision)}`;
  };
  const normalizeMetadata = (metadata: Json, isList: boolean): Json => ({
    ...metadata,
    ...(metadata.resourceVersion === undefined
      ? {}
      : {resourceVersion: isList ? '<rv>' : numberOf(String(metadata.resourceVersion))}),
    ...(Array.isArray(metadata.managedFields) ? {managedFields: uniteManagers(metadata.managedFields)} : {}),
  });
  const normalize = (value: Json): Json => {
    if (typeof value === 'string') return normalizeText(value);
    if (Array.isArray(value)) return value.map(normalize);
    if (!isObject(value)) return value;
    const isList = 'items' in value || 'rows' in value;
    const entries = Object.entries(value as Record<string, Json>).map(([key, child]): [string, Json] => {
      if (key === 'cells') return [key, child.map((cell: Json) => (isAge(cell) ? '<age>' : normalize(cell)))];
      if (key === 'nodePort' && typeof child === 'number') return [key, '<port>'];
      if (key === 'metadata' && isObject(child)) return [key, normalize(normalizeMetadata(child, isList))];
      return [normalizeText(key), normalize(child)];
    });
    return Object.fromEntries(entries);
  };
  return ({status, contentType, warning, body}) => ({status, contentType, warning, body: normalize(body)});
}
