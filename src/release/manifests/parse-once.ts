import {type ManifestReading, parseStream} from './parse-stream.js';

const readings = new Map<string, {readonly text: string; readonly reading: ManifestReading}>();

/**
 * Reads a file of manifests, and for the same text has the same objects again: a release is asked about by checks and by
 * steps, and reading a megabyte of YAML takes longer than most of what is done with it.
 */
export function parseOnce(text: string, file: string): ManifestReading {
  const held = readings.get(file);
  if (held?.text === text) return held.reading;
  const reading = parseStream(text, file, false);
  readings.set(file, {text, reading});
  return reading;
}
