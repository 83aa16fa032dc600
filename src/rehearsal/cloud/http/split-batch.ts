import type {CloudRequest, CloudResponse} from './call.js';

function parsePart(part: string): {
  readonly id: string;
  readonly request: Pick<CloudRequest, 'method' | 'url' | 'body'>;
  readonly headers: Record<string, string>;
} {
  const [envelope = '', inner = ''] = part.split(/\r?\n\r?\n(.*)/s);
  const id = /content-id:\s*<?([^>\r\n]*)>?/i.exec(envelope)?.[1] ?? '';
  const [head = '', body = ''] = inner.split(/\r?\n\r?\n(.*)/s);
  const [requestLine = '', ...headerLines] = head.split(/\r?\n/);
  const [method = 'GET', url = '/'] = requestLine.split(' ');
  const headers = Object.fromEntries(
    headerLines.map((line) => line.split(/:\s*(.*)/s)).map(([name = '', value = '']) => [name.toLowerCase(), value]),
  );
  return {id, request: {method, url, body: Buffer.from(body.trim())}, headers};
}

function formatPart(boundary: string, id: string, response: CloudResponse): string {
  const head = [`--${boundary}`, 'Content-Type: application/http', `Content-ID: <response-${id}>`, ''];
  const status = `HTTP/1.1 ${response.status} ${response.status < 400 ? 'OK' : 'Error'}`;
  const headers = Object.entries(response.headers).map(([name, value]) => `${name}: ${value}`);
  return [...head, status, ...headers, '', response.body.toString(), ''].join('\r\n');
}

/**
 * Answers a multipart/mixed batch by serving each part in turn; headers of the whole apply to each.
 * https://cloud.google.com/compute/docs/api/how-tos/batch
 */
export async function splitBatch(
  request: CloudRequest,
  serve: (part: CloudRequest) => Promise<CloudResponse>,
): Promise<CloudResponse> {
  const type = String(request.headers['content-type'] ?? '');
  const boundary = /boundary="?([^";]+)"?/.exec(type)?.[1];
  if (!boundary)
    return {
      status: 400,
      headers: {'content-type': 'text/plain'},
      body: 'Missing boundary in multipart/mixed batch request.',
    };
  const parts = request.body
    .toString()
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => parsePart(part.replace(/^\r?\n/, '')));
  const answers: string[] = [];
  for (const part of parts) {
    const {'content-type': _outer, 'content-length': _length, ...shared} = request.headers;
    const response = await serve({...part.request, headers: {...shared, ...part.headers}});
    answers.push(formatPart('batch_answers', part.id, response));
  }
  return {
    status: 200,
    headers: {'content-type': 'multipart/mixed; boundary=batch_answers'},
    body: `${answers.join('')}--batch_answers--\r\n`,
  };
}
