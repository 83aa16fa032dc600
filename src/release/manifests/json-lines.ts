/** A text whose long values in JSON were taken out, each with a mark in its place. */
export interface Extraction {
  readonly text: string;
  /** The JSON texts, in the order of their marks. */
  readonly values: readonly string[];
}

/** A private-use character that no manifest holds; a text with one is left alone by its caller. */
export const MARK = '\uE0F1';

const WHOLE = new RegExp(`^${MARK}(\\d+)${MARK}$`);
const INSIDE = new RegExp(`"${MARK}(\\d+)${MARK}"`, 'g');

/** Shorter values cost less where they are. */
const LEAST_LENGTH = 200;
const LINE = /^( *(?:- +)*[\w.$/"-]+: +)([{[].*[}\]])$/gm;

/**
 * Takes out values that are JSON on one line, as large definitions have them. JSON is read the same by YAML, at many
 * times the memory: the definitions of the reference release, 1 MB, cost 80 MB that way and 10 MB this way.
 */
export function extractJsonLines(text: string): Extraction {
  const values: string[] = [];
  const short = text.replace(LINE, (line, key: string, value: string) => {
    if (value.length < LEAST_LENGTH || !isJson(value)) return line;
    values.push(value);
    return `${key}"${markOf(values.length - 1)}"`;
  });
  return {text: short, values};
}

/** Puts the values back: as what they are where a value was, as their text where they stood inside a longer text. */
export function restoreJsonLines(value: unknown, values: readonly string[]): unknown {
  if (typeof value === 'string') {
    if (!value.includes(MARK)) return value;
    const whole = WHOLE.exec(value);
    if (whole) return JSON.parse(values[Number(whole[1])]!);
    return value.replace(INSIDE, (_, index: string) => values[Number(index)]!);
  }
  if (Array.isArray(value)) return value.map((item) => restoreJsonLines(item, values));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, restoreJsonLines(inner, values)]));
}

function markOf(index: number): string {
  return `${MARK}${index}${MARK}`;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
