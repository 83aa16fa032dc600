import {redactText} from './redact.js';

/** Words by which programs of all kinds say that something is wrong. */
const telling =
  /\b(error|fatal|panic|exception|denied|refused|forbidden|unauthori[sz]ed|cannot|can't|could not|unable|fail(?:ed|ure)?|timed? ?out|deadline|no such host|not found|missing|invalid|x509|unreachable|not ready|not propagated|waiting for)\b/i;
const longest = 400;

/**
 * The lines of a log that tell most, at most `limit`, in their order, each once, without what has the form of
 * a secret: the last that speak of an error, else the last ones.
 */
export function selectTellingLines(log: string, limit: number): readonly string[] {
  const lines = [
    ...new Set(
      log
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== ''),
    ),
  ];
  const loud = lines.filter((line) => telling.test(line));
  return (loud.length > 0 ? loud : lines).slice(-limit).map((line) => redactText(line).slice(0, longest));
}
