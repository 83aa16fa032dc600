import {CelSyntaxError, type CelToken, readTokens} from './read-tokens.js';

/** An expression as a tree. */
export type CelNode =
  | {readonly kind: 'value'; readonly value: unknown}
  | {readonly kind: 'name'; readonly name: string}
  | {readonly kind: 'field'; readonly target: CelNode; readonly name: string}
  | {readonly kind: 'index'; readonly target: CelNode; readonly index: CelNode}
  | {readonly kind: 'call'; readonly name: string; readonly target?: CelNode; readonly args: readonly CelNode[]}
  | {readonly kind: 'unary'; readonly sign: string; readonly operand: CelNode}
  | {readonly kind: 'binary'; readonly sign: string; readonly left: CelNode; readonly right: CelNode}
  | {readonly kind: 'choice'; readonly condition: CelNode; readonly then: CelNode; readonly otherwise: CelNode}
  | {readonly kind: 'list'; readonly items: readonly CelNode[]}
  | {readonly kind: 'map'; readonly entries: ReadonlyArray<readonly [CelNode, CelNode]>};

/** Binary operators from the loosest to the tightest. */
const levels: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['==', '!=', '<', '<=', '>', '>=', 'in'],
  ['+', '-'],
  ['*', '/', '%'],
];
const words: Readonly<Record<string, unknown>> = {true: true, false: false, null: null};

/** Parses an expression; throws `CelSyntaxError`. */
export function parseCel(source: string): CelNode {
  const tokens = readTokens(source);
  let at = 0;
  const peek = (): CelToken => tokens[at]!;
  const isSign = (text: string) => peek().kind === 'sign' && peek().text === text;
  const take = (text: string): boolean => {
    if (!isSign(text)) return false;
    at += 1;
    return true;
  };
  const expect = (text: string) => {
    if (!take(text))
      throw new CelSyntaxError(`Syntax error: mismatched input '${peek().text || '<EOF>'}' expecting '${text}'`);
  };
  const readList = (end: string): CelNode[] => {
    const items: CelNode[] = [];
    while (!isSign(end)) {
      items.push(readExpression());
      if (!take(',')) break;
    }
    expect(end);
    return items;
  };
  const readMap = (): CelNode => {
    const entries: Array<readonly [CelNode, CelNode]> = [];
    while (!isSign('}')) {
      const key = readExpression();
      expect(':');
      entries.push([key, readExpression()]);
      if (!take(',')) break;
    }
    expect('}');
    return {kind: 'map', entries};
  };
  const readPrimary = (): CelNode => {
    const token = peek();
    at += 1;
    if (token.kind === 'number' || token.kind === 'text') return {kind: 'value', value: token.value};
    if (token.kind === 'name') {
      if (token.text in words) return {kind: 'value', value: words[token.text]};
      return take('(') ? {kind: 'call', name: token.text, args: readList(')')} : {kind: 'name', name: token.text};
    }
    if (token.text === '(') {
      const inner = readExpression();
      expect(')');
      return inner;
    }
    if (token.text === '[') return {kind: 'list', items: readList(']')};
    if (token.text === '{') return readMap();
    throw new CelSyntaxError(`Syntax error: extraneous input '${token.text || '<EOF>'}'`);
  };
  const readMember = (): CelNode => {
    let node = readPrimary();
    for (;;) {
      if (take('.')) {
        const name = peek();
        if (name.kind !== 'name')
          throw new CelSyntaxError(`Syntax error: no viable alternative at input '.${name.text}'`);
        at += 1;
        node = take('(')
          ? {kind: 'call', name: name.text, target: node, args: readList(')')}
          : {kind: 'field', target: node, name: name.text};
      } else if (take('[')) {
        node = {kind: 'index', target: node, index: readExpression()};
        expect(']');
      } else return node;
    }
  };
  const readUnary = (): CelNode => {
    if (take('!')) return {kind: 'unary', sign: '!', operand: readUnary()};
    if (take('-')) return {kind: 'unary', sign: '-', operand: readUnary()};
    return readMember();
  };
  const readBinary = (level: number): CelNode => {
    if (level === levels.length) return readUnary();
    let left = readBinary(level + 1);
    while ((peek().kind === 'sign' || peek().text === 'in') && levels[level]!.includes(peek().text)) {
      const sign = peek().text;
      at += 1;
      left = {kind: 'binary', sign, left, right: readBinary(level + 1)};
    }
    return left;
  };
  const readExpression = (): CelNode => {
    const condition = readBinary(0);
    if (!take('?')) return condition;
    const then = readExpression();
    expect(':');
    return {kind: 'choice', condition, then, otherwise: readExpression()};
  };
  const root = readExpression();
  if (peek().kind !== 'end') throw new CelSyntaxError(`Syntax error: extraneous input '${peek().text}'`);
  return root;
}
