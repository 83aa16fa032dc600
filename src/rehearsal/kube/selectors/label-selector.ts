import {badRequest} from '../http/status-error.js';
import type {Open} from '../object/kube-object.js';

/** One requirement of a label selector. */
export interface LabelRequirement {
  readonly key: string;
  readonly operator: 'in' | 'notin' | 'exists' | '!' | 'gt' | 'lt';
  readonly values: readonly string[];
}

const isSymbol = (char: string) => '=!(),<>'.includes(char);

function tokenize(text: string): string[] {
  const tokens: string[] = [];
  for (let at = 0; at < text.length; ) {
    const char = text[at]!;
    if (/\s/.test(char)) at += 1;
    else if ('(),'.includes(char)) {
      tokens.push(char);
      at += 1;
    } else if (isSymbol(char)) {
      const two = text.slice(at, at + 2);
      const symbol = two === '==' || two === '!=' ? two : char;
      tokens.push(symbol);
      at += symbol.length;
    } else {
      let end = at;
      while (end < text.length && !isSymbol(text[end]!) && !/\s/.test(text[end]!)) end += 1;
      tokens.push(text.slice(at, end));
      at = end;
    }
  }
  return tokens;
}

const isIdentifier = (token: string | undefined) =>
  token !== undefined && !isSymbol(token[0]!) && token !== '!=' && token !== '==';
const unable = (found: string | undefined, expected: string) =>
  badRequest(`unable to parse requirement: found '${found ?? ''}', expected: ${expected}`);

const labelName = /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)$/;

function checkLabel(key: string, values: readonly string[]): void {
  const name = key.split('/').at(-1)!;
  if (!labelName.test(name)) {
    throw badRequest(
      `unable to parse requirement: <nil>: Invalid value: "${key}": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')`,
    );
  }
  for (const [index, value] of values.entries()) {
    if (value !== '' && !labelName.test(value)) {
      throw badRequest(
        `unable to parse requirement: values[${index}][${key}]: Invalid value: "${value}": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')`,
      );
    }
  }
}

/** Parses the `labelSelector` parameter: `a=b,c!=d,e in (f,g),!h`. Refuses with 400 what cannot be read. */
export function readLabelSelector(text: string): readonly LabelRequirement[] {
  const tokens = tokenize(text);
  const requirements: LabelRequirement[] = [];
  let at = 0;
  const readValues = (): string[] => {
    if (tokens[at] !== '(') throw unable(tokens[at], "'('");
    at += 1;
    const values: string[] = [];
    for (;;) {
      if (isIdentifier(tokens[at])) values.push(tokens[at++]!);
      else if (tokens[at] === ',' || tokens[at] === ')') values.push('');
      else throw unable(tokens[at], "',', or identifier");
      if (tokens[at] === ')') break;
      if (tokens[at] !== ',') throw unable(tokens[at], "',' or ')'");
      at += 1;
    }
    at += 1;
    return values;
  };
  while (at < tokens.length) {
    const isNegated = tokens[at] === '!';
    if (isNegated) at += 1;
    const key = tokens[at];
    if (!isIdentifier(key)) throw unable(key, 'identifier');
    at += 1;
    const sign = tokens[at];
    if (isNegated || sign === undefined || sign === ',')
      requirements.push({key: key!, operator: isNegated ? '!' : 'exists', values: []});
    else if (sign === 'in' || sign === 'notin') {
      at += 1;
      requirements.push({key: key!, operator: sign, values: readValues()});
    } else if (['=', '==', '!=', '>', '<'].includes(sign)) {
      at += 1;
      const value = isIdentifier(tokens[at]) ? tokens[at++]! : '';
      if (value === '' && tokens[at] !== undefined && tokens[at] !== ',') throw unable(tokens[at], 'identifier');
      const operator = sign === '!=' ? 'notin' : sign === '>' ? 'gt' : sign === '<' ? 'lt' : 'in';
      requirements.push({key: key!, operator, values: [value]});
    } else throw unable(sign, 'in, notin, =, ==, !=, gt, lt');
    const last = requirements.at(-1)!;
    checkLabel(last.key, last.values);
    if (at < tokens.length) {
      if (tokens[at] !== ',') throw unable(tokens[at], "',' or 'end of string'");
      at += 1;
      if (at === tokens.length) throw unable('', "identifier after ','");
    }
  }
  return requirements;
}

/** Whether labels meet every requirement. */
export function isLabelMatch(
  requirements: readonly LabelRequirement[],
  labels: Readonly<Record<string, string>> = {},
): boolean {
  return requirements.every(({key, operator, values}) => {
    const value = labels[key];
    switch (operator) {
      case 'in':
        return value !== undefined && values.includes(value);
      case 'notin':
        return value === undefined || !values.includes(value);
      case 'exists':
        return value !== undefined;
      case '!':
        return value === undefined;
      case 'gt':
        return value !== undefined && Number(value) > Number(values[0]);
      default:
        return value !== undefined && Number(value) < Number(values[0]);
    }
  });
}

/** The requirements of a `LabelSelector` object; an empty selector matches everything. */
export function selectRequirements(selector: Open): readonly LabelRequirement[] {
  const operators = {In: 'in', NotIn: 'notin', Exists: 'exists', DoesNotExist: '!'} as const;
  const equal = Object.entries<string>(selector?.matchLabels ?? {}).map(
    ([key, value]): LabelRequirement => ({key, operator: 'in', values: [value]}),
  );
  const expressions = (selector?.matchExpressions ?? []) as ReadonlyArray<{
    key: string;
    operator: keyof typeof operators;
    values?: string[];
  }>;
  return [
    ...equal,
    ...expressions.map(
      ({key, operator, values}): LabelRequirement => ({key, operator: operators[operator], values: values ?? []}),
    ),
  ];
}
