/** A word of the Common Expression Language. https://github.com/google/cel-spec/blob/master/doc/langdef.md */
export interface CelToken {
  readonly kind: 'number' | 'text' | 'name' | 'sign' | 'end';
  readonly text: string;
  readonly value?: number | string;
}

/** An expression that cannot be read or uses what is not known here. */
export class CelSyntaxError extends Error {}

const signs = [
  '&&',
  '||',
  '==',
  '!=',
  '<=',
  '>=',
  '<',
  '>',
  '+',
  '-',
  '*',
  '/',
  '%',
  '!',
  '?',
  ':',
  '.',
  ',',
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
];
const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '\\': '\\',
  "'": "'",
  '"': '"',
  '`': '`',
  '?': '?',
  a: '\u0007',
  b: '\b',
  f: '\f',
  v: '\v',
};

function readEscapes(text: string): string {
  return text.replace(/\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)/gs, (_, code: string) => {
    if ((code[0] === 'u' || code[0] === 'x') && code.length > 1)
      return String.fromCodePoint(Number.parseInt(code.slice(1), 16));
    const plain = escapes[code];
    if (plain === undefined) throw new CelSyntaxError(`unknown escape \\${code}`);
    return plain;
  });
}

const patterns: ReadonlyArray<readonly [RegExp, (match: RegExpMatchArray) => CelToken | undefined]> = [
  [/^(\s+|\/\/[^\n]*)/, () => undefined],
  [
    /^r("""[\s\S]*?"""|'''[\s\S]*?'''|"[^"\n]*"|'[^'\n]*')/i,
    ([text, quoted = '']) => ({
      kind: 'text',
      text,
      value: quoted.startsWith('"""') || quoted.startsWith("'''") ? quoted.slice(3, -3) : quoted.slice(1, -1),
    }),
  ],
  [/^("""[\s\S]*?"""|'''[\s\S]*?''')/, ([text]) => ({kind: 'text', text, value: readEscapes(text.slice(3, -3))})],
  [
    /^("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')/,
    ([text]) => ({kind: 'text', text, value: readEscapes(text.slice(1, -1))}),
  ],
  [
    /^(0x[0-9a-fA-F]+|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)u?/,
    ([text, digits = '']) => ({kind: 'number', text, value: Number(digits)}),
  ],
  [/^[A-Za-z_]\w*/, ([text]) => ({kind: 'name', text})],
];

/** Cuts an expression into its words. */
export function readTokens(source: string): readonly CelToken[] {
  const tokens: CelToken[] = [];
  let rest = source;
  while (rest !== '') {
    const found = patterns.map(([pattern, create]) => ({match: rest.match(pattern), create})).find(({match}) => match);
    if (found?.match) {
      const token = found.create(found.match);
      if (token) tokens.push(token);
      rest = rest.slice(found.match[0].length);
      continue;
    }
    const sign = signs.find((candidate) => rest.startsWith(candidate));
    if (!sign) throw new CelSyntaxError(`token recognition error at: '${rest[0]}'`);
    tokens.push({kind: 'sign', text: sign});
    rest = rest.slice(sign.length);
  }
  return [...tokens, {kind: 'end', text: ''}];
}
