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

/** Reads a recorded look; says what is wrong with a file that holds none. */
export async function readFactSet(path: string): Promise<FactSet> {
  const refuse = (detail: string) =>
    new DiagnosticError([
      {
        code: 'SHK_PREFLIGHT_E1602',
        summary: 'The recorded facts cannot be read.',
        detail,
        tries: [
          {text: 'Record them where the world can be reached.', command: `shakinstall preflight --save-facts ${path}`},
        ],
        blame: 'user',
      },
    ]);
  let value: unknown;
  try {
    value = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw refuse(`${path}: ${(error as Error).message}`);
  }
  if (!isFactSet(value)) throw refuse(`${path} is no record of facts of version 1`);
  return value;
}
