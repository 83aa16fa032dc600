import type {Diagnostic, SourceLocation} from '../model/diagnostic.js';
import {isErrorDiagnostic} from '../model/diagnostic.js';
import {wrapText} from '../model/wrap-text.js';
import {type Palette, plainPalette} from './palette.js';

function formatLocation({file, line, column}: SourceLocation): string {
  return [file, line, column].filter((part) => part !== undefined).join(':');
}

/** Where the texts of a diagnostic begin, after its labels. */
const indent = 8;

/** A labelled text, its further lines under the first. */
function formatRow(label: string, text: string, columns: number): string[] {
  return wrapText(text, columns, indent).map(
    (line, index) => `${(index === 0 ? `  ${label}` : '').padEnd(indent)}${line}`,
  );
}

/**
 * A diagnostic as lines: what happened, where, what was found, what to do, the exact command. Prose is
 * broken at `columns`; commands, places and addresses are left whole.
 */
export function formatDiagnostic(
  diagnostic: Diagnostic,
  columns = Number.POSITIVE_INFINITY,
  palette: Palette = plainPalette,
): string {
  const mark = isErrorDiagnostic(diagnostic) ? palette.red('✖') : palette.yellow('!');
  const {summary, code} = diagnostic;
  const lines = wrapText(`${summary} ${code}`, columns, 2).map((line, index) => {
    const text = line.endsWith(code) ? line.slice(0, -code.length).trimEnd() : line;
    const words = [...(text === '' ? [] : [palette.bold(text)]), ...(line.endsWith(code) ? [palette.dim(code)] : [])];
    return `${index === 0 ? mark : ' '} ${words.join(' ')}`;
  });
  if (diagnostic.location !== undefined)
    lines.push(
      `  at    ${formatLocation(diagnostic.location)}${diagnostic.field === undefined ? '' : `  (${diagnostic.field})`}`,
    );
  else if (diagnostic.field !== undefined) lines.push(`  key   ${diagnostic.field}`);
  if (diagnostic.detail !== undefined && diagnostic.detail !== '')
    lines.push(...formatRow('found', diagnostic.detail, columns));
  diagnostic.tries.forEach((attempt, index) => {
    lines.push(...formatRow(index === 0 ? 'try' : '', attempt.text, columns));
    if (attempt.command !== undefined) lines.push(`        ${palette.cyan(attempt.command)}`);
  });
  if (diagnostic.docs !== undefined) lines.push(`  see   ${palette.dim(diagnostic.docs)}`);
  return lines.join('\n');
}

/** Several diagnostics with a blank line between them. */
export function formatDiagnostics(diagnostics: readonly Diagnostic[], columns?: number, palette?: Palette): string {
  return diagnostics.map((diagnostic) => formatDiagnostic(diagnostic, columns, palette)).join('\n\n');
}
