import {readFile} from 'node:fs/promises';
import {DiagnosticError} from '../model/diagnostic-error.js';
import type {FactSet} from './fact-set.js';

/** Whether it has the form of a recorded look; what the facts hold is for each check to see. */
function isFactSet(value: unknown): value is FactSet {
  if (typeof value !== 'object' || value === null) return false;
  const {version, collectedAt, facts} = value as Partial<Record<keyof FactSet, unknown>>;
  return version === 1 && typeof collectedAt === 'string' && !Number.isNaN(Date.parse(collectedAt)) && isRecord(facts);
}

const isRecord = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);

function refuse(detail: string): never {
  throw new DiagnosticError([
    {
      code: 'SHK_PREFLIGHT_E1602',
      summary: 'The recorded facts cannot be read.',
      detail,
      tries: [
        {text: 'Record them where the world can be reached.', command: 'shakinstall preflight --save-facts facts.json'},
      ],
      blame: 'user',
    },
  ]);
}

/** A recorded look from its text; `place` is where it stands, for messages. */
export function parseFactSet(text: string, place: string): FactSet {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return refuse(`${place}: ${(error as Error).message}`);
  }
  return isFactSet(value) ? value : refuse(`${place} is no record of facts of version 1`);
}

/** Reads a recorded look; says what is wrong with a file that holds none. */
export async function readFactSet(path: string): Promise<FactSet> {
  const text = await readFile(path, 'utf8').catch((error: Error) => refuse(`${path}: ${error.message}`));
  return parseFactSet(text, path);
}
