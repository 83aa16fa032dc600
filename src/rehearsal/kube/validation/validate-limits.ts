import {
  duplicateValue,
  type FieldError,
  forbiddenField,
  invalidGoValue,
  invalidValue,
  requiredValue,
} from '../http/field-error.js';
import type {KubeObject, Open} from '../object/kube-object.js';
import {parseQuantity} from '../object/quantity.js';

const amountOf = (text: string | undefined) => (text === undefined ? undefined : parseQuantity(text));

/** The pairs that must not be the wrong way round: the lesser, the greater, whose field is named, and how. */
const orders = [
  ['min', 'max', 'min', 'min value', 'max value'],
  ['min', 'defaultRequest', 'defaultRequest', 'min value', 'default request value'],
  ['defaultRequest', 'max', 'defaultRequest', 'default request value', 'max value'],
  ['defaultRequest', 'default', 'defaultRequest', 'default request value', 'default limit value'],
  ['min', 'default', 'default', 'min value', 'default value'],
  ['default', 'max', 'default', 'default value', 'max value'],
] as const;

function validateAmounts(limit: Open, at: string): FieldError[] {
  const names = new Set(
    ['max', 'min', 'default', 'defaultRequest', 'maxLimitRequestRatio'].flatMap((part) =>
      Object.keys(limit[part] ?? {}),
    ),
  );
  return [...names].flatMap((name) => [
    ...orders.flatMap(([low, high, named, lowName, highName]) => {
      if (limit.type === 'Pod' && (low.startsWith('default') || high.startsWith('default'))) return [];
      const [less, more] = [amountOf(limit[low]?.[name]), amountOf(limit[high]?.[name])];
      if (less === undefined || more === undefined || less <= more) return [];
      const why = `${lowName} ${limit[low][name]} is greater than ${highName} ${limit[high][name]}`;
      return [
        invalidValue(`${at}.${named}[${name}]`, limit[low === 'min' && named === 'default' ? 'min' : named][name], why),
      ];
    }),
    ...((amountOf(limit.maxLimitRequestRatio?.[name]) ?? parseQuantity('1')!) < parseQuantity('1')!
      ? [
          invalidValue(
            `${at}.maxLimitRequestRatio[${name}]`,
            limit.maxLimitRequestRatio[name],
            `ratio ${limit.maxLimitRequestRatio[name]} is less than 1`,
          ),
        ]
      : []),
  ]);
}

const limitTypes = ['Pod', 'Container', 'PersistentVolumeClaim'];

/** https://kubernetes.io/docs/concepts/policy/limit-range/ */
function validateLimitRange({spec = {}}: KubeObject): FieldError[] {
  const seen = new Set<string>();
  return (spec.limits ?? []).flatMap((limit: Open, index: number) => {
    const at = `spec.limits[${index}]`;
    const {type = '', min, max} = limit;
    const errors: FieldError[] = [];
    if (!limitTypes.includes(type) && !type.includes('/'))
      errors.push(invalidValue(`${at}.type`, type, 'must be a standard limit type or fully qualified'));
    if (seen.has(type)) errors.push(duplicateValue(`${at}.type`, type));
    seen.add(type);
    if (type === 'Pod')
      for (const part of ['default', 'defaultRequest'])
        if (limit[part]) errors.push(forbiddenField(`${at}.${part}`, "may not be specified when `type` is 'Pod'"));
    if (type === 'PersistentVolumeClaim' && !min?.storage && !max?.storage)
      errors.push(
        requiredValue(`${at}.limits`, 'either minimum or maximum storage value is required, but neither was provided'),
      );
    return [...errors, ...validateAmounts(limit, at)];
  });
}

const scopes = [
  'BestEffort',
  'NotBestEffort',
  'Terminating',
  'NotTerminating',
  'PriorityClass',
  'CrossNamespacePodAffinity',
];
const conflicting = [
  ['BestEffort', 'NotBestEffort'],
  ['Terminating', 'NotTerminating'],
];

/** https://kubernetes.io/docs/concepts/policy/resource-quotas/#quota-scopes */
export function validateQuotaScopes(spec: Open): FieldError[] {
  const given: readonly string[] = spec.scopes ?? [];
  const invalid = (why: string) =>
    invalidGoValue(
      'spec.scopes',
      `[]core.ResourceQuotaScope{${given.map((scope) => JSON.stringify(scope)).join(', ')}}`,
      why,
    );
  return [
    ...given.filter((scope) => !scopes.includes(scope)).map(() => invalid('unsupported scope')),
    ...conflicting
      .filter((pair) => pair.every((scope) => given.includes(scope)))
      .map(() => invalid('conflicting scopes')),
  ];
}

function validateLease({spec = {}}: KubeObject): FieldError[] {
  const {leaseDurationSeconds: duration = 1, leaseTransitions: transitions = 0} = spec;
  return [
    ...(duration > 0 ? [] : [invalidValue('spec.leaseDurationSeconds', duration, 'must be greater than 0')]),
    ...(transitions >= 0
      ? []
      : [invalidValue('spec.leaseTransitions', transitions, 'must be greater than or equal to 0')]),
  ];
}

/** What OpenAPI does not say about limits and leases. */
export const limitValidators: Readonly<Record<string, (object: KubeObject) => FieldError[]>> = {
  limitranges: validateLimitRange,
  'leases.coordination.k8s.io': validateLease,
};
