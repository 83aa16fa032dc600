/** A token that is left in a text. */
export interface TokenPlace {
  readonly token: string;
  /** Count from 1. */
  readonly line: number;
  readonly column: number;
  /** Whether it stands after a `#` that begins a comment. */
  readonly isComment: boolean;
}

/** Everything that looks like a token of a values template, and those of `known` that look otherwise. */
export function findTokens(text: string, known: readonly string[] = []): TokenPlace[] {
  const others = known.filter((token) => !/^TOREPLACE[A-Z0-9_]+$/.test(token)).map(escapePattern);
  const pattern = new RegExp(['TOREPLACE[A-Z0-9_]+', ...others].join('|'), 'g');
  return text.split(/\r?\n/).flatMap((content, index) => {
    const comment = commentStart(content);
    return [...content.matchAll(pattern)].map((match) => ({
      token: match[0],
      line: index + 1,
      column: match.index + 1,
      isComment: match.index > comment,
    }));
  });
}

/** Where the comment of a line begins: at a `#` in the first column or after a blank, outside quotes. */
function commentStart(line: string): number {
  let quote = '';
  for (let at = 0; at < line.length; at++) {
    const letter = line[at]!;
    if (quote !== '') {
      if (letter === quote) quote = '';
    } else if ((letter === '"' || letter === "'") && (at === 0 || /[\s[{,:]/.test(line[at - 1]!))) {
      quote = letter;
    } else if (letter === '#' && (at === 0 || /\s/.test(line[at - 1]!))) {
      return at;
    }
  }
  return Number.POSITIVE_INFINITY;
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
