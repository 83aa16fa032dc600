import type {Diagnostic} from '../model/diagnostic.js';

/** Warnings of one code that are shown; a chart can have the same fault in many places. */
const shownOfEach = 3;

/** Warnings, a line or two each: what was found, where, and what it means; those alike are counted. */
export function formatWarnings(warnings: readonly Diagnostic[]): string {
  const codes = [...new Set(warnings.map(({code}) => code))];
  return codes
    .flatMap((code) => {
      const alike = warnings.filter((warning) => warning.code === code);
      const rest = alike.length - shownOfEach;
      return [
        ...alike.slice(0, shownOfEach).map(({summary, detail, location}) => {
          const place =
            location === undefined
              ? ''
              : ` (${location.file}${location.line === undefined ? '' : `:${location.line}`})`;
          return `! ${summary.replace(/\.$/, '')}${place} ${code}${detail === undefined ? '' : `\n  ${detail}`}`;
        }),
        ...(rest > 0 ? [`! ${rest} more like these ${code}`] : []),
      ];
    })
    .join('\n');
}
