import {readFile} from 'node:fs/promises';
import type {Check, Finding} from '../model/finding.js';
import {readRecordedLook} from './bundle/read-recorded-look.js';
import {judgeFactSet} from './judge-fact-set.js';

/** Findings of a report that was printed as JSON; undefined where the text is none. */
function parseFindings(text: string): readonly Finding[] | undefined {
  try {
    const {findings} = JSON.parse(text) as {readonly findings?: unknown};
    return Array.isArray(findings) ? (findings as readonly Finding[]) : undefined;
  } catch {
    return undefined;
  }
}

/** The findings of an earlier look: of a report in JSON, or judged anew from recorded facts or a support bundle. */
export async function readBaseline(path: string, checks: readonly Check[]): Promise<readonly Finding[]> {
  const text = await readFile(path, 'utf8').catch(() => '');
  return parseFindings(text) ?? judgeFactSet(checks, await readRecordedLook(path)).findings;
}
