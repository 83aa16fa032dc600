import pc from 'picocolors';
import type {Diagnostic, SourceLocation} from '../model/diagnostic.js';
import {isErrorDiagnostic} from '../model/diagnostic.js';

function formatLocation({file, line, column}: SourceLocation): string {
  return [file, line, column].filter((part) => part !== undefined).join(':');
}

/** A diagnostic as lines: what happened, where, what was found, what to do, the exact command. */
export function formatDiagnostic(diagnostic: Diagnostic): string {
  const mark = isErrorDiagnostic(diagnostic) ? pc.red('✖') : pc.yellow('!');
  const lines = [`${mark} ${pc.bold(diagnostic.summary)} ${pc.dim(diagnostic.code)}`];
  if (diagnostic.location !== undefined)
    lines.push(
      `  at    ${formatLocation(diagnostic.location)}${diagnostic.field === undefined ? '' : `  (${diagnostic.field})`}`,
    );
  else if (diagnostic.field !== undefined) lines.push(`  key   ${diagnostic.field}`);
  if (diagnostic.detail !== undefined && diagnostic.detail !== '')
    lines.push(...diagnostic.detail.split('\n').map((line, index) => `  ${index === 0 ? 'found' : '     '} ${line}`));
  diagnostic.tries.forEach((attempt, index) => {
    lines.push(`  ${index === 0 ? 'try  ' : '     '} ${attempt.text}`);
    if (attempt.command !== undefined) lines.push(`        ${pc.cyan(attempt.command)}`);
  });
  if (diagnostic.docs !== undefined) lines.push(`  see   ${pc.dim(diagnostic.docs)}`);
  return lines.join('\n');
}

/** Several diagnostics with a blank line between them. */
export function formatDiagnostics(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map(formatDiagnostic).join('\n\n');
}
