import {closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync} from 'node:fs';
import {dirname} from 'node:path';
import type {Journal} from '../../model/ports/journal.js';
import type {Clock} from '../../model/ports/local.js';
import type {RunEvent, RunEventInput} from '../../model/run-event.js';

/** All events of a journal; a last line cut off by a crash is left out, as nothing was announced on it. */
export function readJournal(path: string): RunEvent[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  return text.split('\n').flatMap((line) => {
    if (line === '') return [];
    try {
      return [JSON.parse(line) as RunEvent];
    } catch {
      return [];
    }
  });
}

/** A disk that fills up takes the beginning of a text without a word; only the next write fails. */
function writeWhole(handle: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let written = 0; written < bytes.length; ) written += writeSync(handle, bytes, written);
}

/**
 * An append-only file of one JSON event a line. `append` returns after fsync: what it announced is on
 * disk, so that a kill at any moment leaves either no effect or an effect that the journal foretold.
 */
export function FileJournal(path: string, clock: Clock): Journal {
  mkdirSync(dirname(path), {recursive: true, mode: 0o700});
  const previous = readJournal(path);
  let seq = previous.at(-1)?.seq ?? 0;
  const handle = openSync(path, 'a', 0o600);
  // A line that a crash cut off must not swallow the next one.
  if (previous.length > 0 && !readFileSync(path, 'utf8').endsWith('\n')) writeSync(handle, '\n');
  return {
    previous,
    append(input: RunEventInput) {
      const event = {seq: ++seq, at: new Date(clock.now()).toISOString(), ...input} as RunEvent;
      writeWhole(handle, `${JSON.stringify(event)}\n`);
      if (event.code !== 'StepProgressed') fsyncSync(handle);
      return event;
    },
    close: () => closeSync(handle),
  };
}
