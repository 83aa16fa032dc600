import type {ApiResponse, ObjectList, WatchMessage} from '../server/api-types.js';

/** The object that was encoded last: a change is told to all its watchers one after the other. */
let last: {readonly value: object; readonly text: string} | undefined;

function formatShared(value: object): string {
  if (last?.value === value) return last.text;
  const text = JSON.stringify(value);
  if (Object.isFrozen(value)) last = {value, text};
  return text;
}

const isList = (value: object): value is ObjectList =>
  'items' in value && Array.isArray((value as ObjectList).items) && 'kind' in value && !Object.isFrozen(value);

/** Lists longer than this go out in pieces, so that no list of any length stands whole in memory. */
const longList = 500;
const pieceItems = 200;

function* formatLongList({items, ...head}: ObjectList): Generator<string> {
  let start = `${JSON.stringify(head).slice(0, -1)},"items":[`;
  for (let at = 0; at < items.length; at += pieceItems) {
    yield start +
      items
        .slice(at, at + pieceItems)
        .map((item) => JSON.stringify(item))
        .join(',');
    start = ',';
  }
  yield ']}\n';
}

/** The body and the media type of an answer; the body of a long list comes piece by piece. */
export function encodeResponse(response: Exclude<ApiResponse, {type: 'watch'}>): {
  readonly body: Buffer | Generator<string>;
  readonly contentType: string;
} {
  switch (response.type) {
    case 'object': {
      const {object, contentType = 'application/json'} = response;
      if (isList(object) && object.items.length > longList) return {body: formatLongList(object), contentType};
      return {body: Buffer.from(`${JSON.stringify(object)}\n`), contentType};
    }
    case 'text':
      return {body: Buffer.from(response.text), contentType: response.contentType};
    case 'bytes':
      return {body: response.bytes, contentType: response.contentType};
  }
}

/** One line of a watch stream. */
export function encodeWatchMessage({type, object}: WatchMessage): string {
  return `{"type":"${type}","object":${formatShared(object)}}\n`;
}
