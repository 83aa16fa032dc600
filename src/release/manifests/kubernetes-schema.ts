import {
  boolYaml11Tag,
  defineScalarTag,
  FAILSAFE_SCHEMA,
  mapTag,
  mergeTag,
  NOT_RESOLVED,
  nullYaml11Tag,
  type Schema,
} from 'js-yaml';

const integer = /^[-+]?(?:0b[01_]+|0o[0-7_]+|0[0-7_]*|0x[0-9a-f_]+|[1-9][0-9_]*)$/i;
const decimal = /^[-+]?(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9][0-9_]*)(?:e[-+]?[0-9]+)?$/i;
const infinite = /^[-+]?\.(?:inf|Inf|INF)$/;
const noNumber = /^\.(?:nan|NaN|NAN)$/;

const bases: ReadonlyArray<readonly [prefix: RegExp, base: number]> = [
  [/^0b/i, 2],
  [/^0x/i, 16],
  [/^0o?(?=[0-7])/i, 8],
];

function readInteger(source: string): number | typeof NOT_RESOLVED {
  if (!integer.test(source)) return NOT_RESOLVED;
  const digits = source.replace(/^[-+]/, '').replaceAll('_', '');
  const [prefix, base] = bases.find(([start]) => start.test(digits)) ?? [/^/, 10];
  const value = Number.parseInt(digits.replace(prefix, ''), base);
  return source.startsWith('-') && value !== 0 ? -value : value;
}

function readDecimal(source: string): number | typeof NOT_RESOLVED {
  if (decimal.test(source)) return Number(source.replaceAll('_', ''));
  if (infinite.test(source)) return source.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return noNumber.test(source) ? Number.NaN : NOT_RESOLVED;
}

const numberStarts = ['-', '+', '.', ...'0123456789'];

/**
 * How `kubectl` and `helm` read scalars: version 1.1's booleans and octal numbers, 1.2's octal numbers too, but neither
 * times nor numbers to the base of 60. https://pkg.go.dev/sigs.k8s.io/yaml
 */
export const kubernetesSchema: Schema = FAILSAFE_SCHEMA.withTags(
  nullYaml11Tag,
  boolYaml11Tag,
  defineScalarTag('tag:yaml.org,2002:int', {
    implicit: true,
    implicitFirstChars: numberStarts,
    resolve: readInteger,
    identify: () => false,
  }),
  defineScalarTag('tag:yaml.org,2002:float', {
    implicit: true,
    implicitFirstChars: numberStarts,
    resolve: readDecimal,
    identify: () => false,
  }),
  defineScalarTag('tag:yaml.org,2002:binary', {
    resolve: (source) => Buffer.from(source, 'base64').toString('utf8'),
    identify: () => false,
  }),
  mergeTag,
  {
    ...mapTag,
    addPair: (map, key, value) => (key === null ? 'a key that is null' : mapTag.addPair(map, key, value)),
  },
);
