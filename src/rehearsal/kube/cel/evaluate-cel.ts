import type {Open} from '../object/kube-object.js';
import {isRecord, isSameValue} from '../object/plain-values.js';
import {CelError, celFunctions, celMethods} from './cel-functions.js';
import type {CelNode} from './parse-cel.js';
import {CelSyntaxError} from './read-tokens.js';

/** Names with a meaning, such as `self`. */
export type CelScope = Readonly<Record<string, Open>>;

const macros = ['all', 'exists', 'exists_one', 'filter', 'map'];

/** Property names that are no identifiers are written with these. https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation-rules */
function unescapeName(name: string): string {
  return name
    .replace(
      /__(underscores|dot|dash|slash)__/g,
      (_, word: string) => ({underscores: '__', dot: '.', dash: '-', slash: '/'})[word] ?? '',
    )
    .replace(/^__(\w+?)__$/, '$1');
}

function readField(target: Open, name: string): Open {
  const plain = unescapeName(name);
  const key = isRecord(target) && Object.hasOwn(target, name) ? name : plain;
  if (!isRecord(target) || !Object.hasOwn(target, key)) throw new CelError(`no such key: ${plain}`);
  return target[key];
}

function readIndex(target: Open, index: Open): Open {
  if (Array.isArray(target)) {
    if (typeof index !== 'number' || index < 0 || index >= target.length)
      throw new CelError(`index out of bounds: ${index}`);
    return target[index];
  }
  return readField(target, String(index));
}

function compute(sign: string, left: Open, right: Open): Open {
  switch (sign) {
    case '==':
      return isSameValue(left, right);
    case '!=':
      return !isSameValue(left, right);
    case 'in':
      return Array.isArray(right) ? right.some((item) => isSameValue(item, left)) : isRecord(right) && left in right;
    case '+':
      return Array.isArray(left) && Array.isArray(right) ? [...left, ...right] : left + right;
  }
  if (
    typeof left !== typeof right ||
    (typeof left !== 'number' && typeof left !== 'string' && typeof left !== 'boolean')
  )
    throw new CelError(`no such overload: ${sign}`);
  switch (sign) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    case '-':
      return (left as number) - (right as number);
    case '*':
      return (left as number) * (right as number);
    default: {
      if (right === 0) throw new CelError(sign === '/' ? 'division by zero' : 'modulus by zero');
      if (sign === '%') return (left as number) % (right as number);
      const quotient = (left as number) / (right as number);
      return Number.isInteger(left) && Number.isInteger(right) ? Math.trunc(quotient) : quotient;
    }
  }
}

/** `||` and `&&`: one side that decides makes the other's failure not matter. */
function decide(isOr: boolean, left: CelNode, right: CelNode, scope: CelScope): boolean {
  let failure: unknown;
  for (const side of [left, right]) {
    try {
      const value = evaluateCel(side, scope);
      if (typeof value !== 'boolean') throw new CelError(`no such overload: ${isOr ? '||' : '&&'}`);
      if (value === isOr) return isOr;
    } catch (error) {
      if (!(error instanceof CelError)) throw error;
      failure = error;
    }
  }
  if (failure) throw failure;
  return !isOr;
}

function runMacro(name: string, target: Open, args: readonly CelNode[], scope: CelScope): Open {
  const [variable, ...bodies] = args;
  if (variable?.kind !== 'name') throw new CelSyntaxError(`argument of ${name} is not an identifier`);
  const items: readonly Open[] = Array.isArray(target) ? target : isRecord(target) ? Object.keys(target) : [];
  const run = (body: CelNode, item: Open) => evaluateCel(body, {...scope, [variable.name]: item});
  const [first, second] = bodies as [CelNode, CelNode | undefined];
  switch (name) {
    case 'all':
      return items.every((item) => run(first, item) === true);
    case 'exists':
      return items.some((item) => run(first, item) === true);
    case 'exists_one':
      return items.filter((item) => run(first, item) === true).length === 1;
    case 'filter':
      return items.filter((item) => run(first, item) === true);
    default:
      return second
        ? items.filter((item) => run(first, item) === true).map((item) => run(second, item))
        : items.map((item) => run(first, item));
  }
}

function hasField(node: CelNode | undefined, scope: CelScope): boolean {
  if (node?.kind !== 'field') throw new CelSyntaxError('invalid argument to has() macro');
  const target = evaluateCel(node.target, scope);
  return isRecord(target) && (Object.hasOwn(target, node.name) || Object.hasOwn(target, unescapeName(node.name)));
}

function call(node: Extract<CelNode, {kind: 'call'}>, scope: CelScope): Open {
  if (!node.target) {
    if (node.name === 'has') return hasField(node.args[0], scope);
    return celFunctions[node.name]!(...node.args.map((argument) => evaluateCel(argument, scope)));
  }
  const target = evaluateCel(node.target, scope);
  if (macros.includes(node.name)) return runMacro(node.name, target, node.args, scope);
  return celMethods[node.name]!(target, ...node.args.map((argument) => evaluateCel(argument, scope)));
}

/** The value of an expression; throws `CelError` where it has none. */
export function evaluateCel(node: CelNode, scope: CelScope): Open {
  switch (node.kind) {
    case 'value':
      return node.value;
    case 'name':
      if (!Object.hasOwn(scope, node.name)) throw new CelError(`undeclared reference to '${node.name}'`);
      return scope[node.name];
    case 'field':
      return readField(evaluateCel(node.target, scope), node.name);
    case 'index':
      return readIndex(evaluateCel(node.target, scope), evaluateCel(node.index, scope));
    case 'call':
      return call(node, scope);
    case 'unary': {
      const operand = evaluateCel(node.operand, scope);
      return node.sign === '!' ? !operand : -operand;
    }
    case 'binary':
      if (node.sign === '||' || node.sign === '&&') return decide(node.sign === '||', node.left, node.right, scope);
      return compute(node.sign, evaluateCel(node.left, scope), evaluateCel(node.right, scope));
    case 'choice':
      return evaluateCel(node.condition, scope) === true
        ? evaluateCel(node.then, scope)
        : evaluateCel(node.otherwise, scope);
    case 'list':
      return node.items.map((item) => evaluateCel(item, scope));
    case 'map':
      return Object.fromEntries(
        node.entries.map(([key, value]) => [evaluateCel(key, scope), evaluateCel(value, scope)]),
      );
  }
}

const childrenOf = (node: CelNode): readonly CelNode[] => {
  switch (node.kind) {
    case 'field':
      return [node.target];
    case 'index':
      return [node.target, node.index];
    case 'call':
      return node.target ? [node.target, ...node.args] : node.args;
    case 'unary':
      return [node.operand];
    case 'binary':
      return [node.left, node.right];
    case 'choice':
      return [node.condition, node.then, node.otherwise];
    case 'list':
      return node.items;
    case 'map':
      return node.entries.flat();
    default:
      return [];
  }
};

/** The functions an expression calls that are not known here. */
export function findUnknownFunctions(node: CelNode): readonly string[] {
  const isKnown =
    node.kind !== 'call' ||
    (node.target
      ? macros.includes(node.name) || Object.hasOwn(celMethods, node.name)
      : node.name === 'has' || Object.hasOwn(celFunctions, node.name));
  return [...(isKnown ? [] : [(node as {name: string}).name]), ...childrenOf(node).flatMap(findUnknownFunctions)];
}

/** Whether an expression speaks of a name. */
export function mentionsName(node: CelNode, name: string): boolean {
  return (node.kind === 'name' && node.name === name) || childrenOf(node).some((child) => mentionsName(child, name));
}
