import {type ManifestReading, parseStream} from './manifests/parse-stream.js';

/**
 * Reads what `helm template` printed: each object's file is its template, each line the one in helm's output.
 */
export function parseRendered(text: string): ManifestReading {
  return parseStream(text, 'the rendered chart', true);
}
