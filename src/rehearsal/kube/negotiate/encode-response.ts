import type {ApiResponse, ObjectList, WatchMessage} from '../server/api-types.js';

const texts = new WeakMap<object, string>();

/** The JSON of a value; that of frozen objects is kept, since they are stored and sent to many. */
function formatJson(value: object): string {
  if (!Object.isFrozen(value)) return JSON.stringify(value);
  const known = texts.get(value);
  if (known !== undefined) return known;
  const text = JSON.stringify(value);
  texts.set(value, text);
  return text;
}

const isList = (value: object): value is ObjectList =>
  'items' in value && Array.isArray((value as ObjectList).items) && 'kind' in value && !Object.isFrozen(value);

function formatObject(value: object): string {
  if (!isList(value)) return formatJson(value);
  const {items, ...head} = value;
  const start = JSON.stringify(head);
  return `${start.slice(0, -1)},"items":[${items.map(formatJson).join(',')}]}`;
}

/** The bytes and the media type of an answer. */
export function encodeResponse(response: Exclude<ApiResponse, {type: 'watch'}>): {
  readonly bytes: Buffer;
  readonly contentType: string;
} {
  switch (response.type) {
    case 'object':
      return {
        bytes: Buffer.from(`${formatObject(response.object)}\n`),
        contentType: response.contentType ?? 'application/json',
      };
    case 'text':
      return {bytes: Buffer.from(response.text), contentType: response.contentType};
    case 'bytes':
      return {bytes: response.bytes, contentType: response.contentType};
  }
}

/** One line of a watch stream. */
export function encodeWatchMessage({type, object}: WatchMessage): string {
  return `{"type":"${type}","object":${formatJson(object)}}\n`;
}
