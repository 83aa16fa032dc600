/** JSON that cannot be read; its message is the one of Go's decoder. https://pkg.go.dev/encoding/json#SyntaxError */
export class JsonSyntaxError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'JsonSyntaxError';
  }
}

const unexpectedEnd = 'unexpected end of JSON input';

/** A character as Go's messages quote it. */
function quoteCharacter(character: string): string {
  if (character === "'") return "'\\''";
  if (character === '"') return `'"'`;
  return `'${JSON.stringify(character).slice(1, -1)}'`;
}

/** Walks a text as Go's scanner does, up to the first character that it does not take. */
class SyntaxScanner {
  private index = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  scan(): never {
    this.scanValue();
    this.skipSpace();
    return this.fail('after top-level value');
  }

  private fail(context: string): never {
    const character = this.text[this.index];
    throw new JsonSyntaxError(
      character === undefined ? unexpectedEnd : `invalid character ${quoteCharacter(character)} ${context}`,
    );
  }

  private skipSpace(): void {
    while (/[ \t\r\n]/.test(this.text[this.index] ?? '')) this.index += 1;
  }

  /** The next character that is no space; the scanner stays before it. */
  private peek(): string | undefined {
    this.skipSpace();
    return this.text[this.index];
  }

  private take(pattern: RegExp, context: string): void {
    if (!pattern.test(this.text[this.index] ?? '')) this.fail(context);
    this.index += 1;
  }

  private takeWhile(pattern: RegExp): void {
    while (pattern.test(this.text[this.index] ?? '')) this.index += 1;
  }

  private scanValue(): void {
    const first = this.peek() ?? '';
    if (first === '{') this.scanObject();
    else if (first === '[') this.scanArray();
    else if (first === '"') this.scanString();
    else if (/[-0-9]/.test(first)) this.scanNumber();
    else {
      const word = ['true', 'false', 'null'].find((one) => one.startsWith(first) && first !== '');
      if (!word) this.fail('looking for beginning of value');
      this.scanWord(word);
    }
  }

  private scanWord(word: string): void {
    for (const expected of word) {
      if (this.text[this.index] !== expected) this.fail(`in literal ${word} (expecting ${quoteCharacter(expected)})`);
      this.index += 1;
    }
  }

  private scanObject(): void {
    this.index += 1;
    if (this.peek() === '}') {
      this.index += 1;
      return;
    }
    for (;;) {
      if (this.peek() !== '"') this.fail('looking for beginning of object key string');
      this.scanString();
      this.skipSpace();
      this.take(/:/, 'after object key');
      this.scanValue();
      if (this.peek() === '}') break;
      this.take(/,/, 'after object key:value pair');
    }
    this.index += 1;
  }

  private scanArray(): void {
    this.index += 1;
    if (this.peek() === ']') {
      this.index += 1;
      return;
    }
    for (;;) {
      this.scanValue();
      if (this.peek() === ']') break;
      this.take(/,/, 'after array element');
    }
    this.index += 1;
  }

  private scanString(): void {
    this.index += 1;
    for (; this.text[this.index] !== '"'; this.index += 1) {
      if (this.text[this.index] === '\\') {
        this.index += 1;
        if (this.text[this.index] === 'u')
          for (let digit = 0; digit < 4; digit += 1) {
            this.index += 1;
            if (!/[0-9a-fA-F]/.test(this.text[this.index] ?? '')) this.fail('in \\u hexadecimal character escape');
          }
        else if (!/[bfnrt\\/"]/.test(this.text[this.index] ?? '')) this.fail('in string escape code');
      } else if ((this.text.charCodeAt(this.index) || 0) < 0x20) this.fail('in string literal');
    }
    this.index += 1;
  }

  private scanNumber(): void {
    if (this.text[this.index] === '-') this.index += 1;
    if (this.text[this.index] === '0') this.index += 1;
    else {
      this.take(/[1-9]/, 'in numeric literal');
      this.takeWhile(/[0-9]/);
    }
    if (this.text[this.index] === '.') {
      this.index += 1;
      this.take(/[0-9]/, 'after decimal point in numeric literal');
      this.takeWhile(/[0-9]/);
    }
    if (/[eE]/.test(this.text[this.index] ?? '')) {
      this.index += 1;
      if (/[+-]/.test(this.text[this.index] ?? '')) this.index += 1;
      this.take(/[0-9]/, 'in exponent of numeric literal');
      this.takeWhile(/[0-9]/);
    }
  }
}

/** Parses JSON; throws `JsonSyntaxError` with Go's words where it is none. */
// biome-ignore lint/suspicious/noExplicitAny: what JSON holds is open
export function parseGoJson(text: string): any {
  try {
    return JSON.parse(text);
  } catch {
    return new SyntaxScanner(text).scan();
  }
}
