import {
  type FieldError,
  forbiddenField,
  invalidGoValue,
  invalidValue,
  requiredValue,
  unsupportedValue,
} from '../http/field-error.js';
import type {KubeObject, Open} from '../object/kube-object.js';
import {isLabelMatch, selectRequirements} from '../selectors/label-selector.js';
import {isCronSchedule} from './cron-format.js';
import {formatGoMap, formatGoSelector} from './go-format.js';
import {validateLabels} from './validate-metadata.js';
import {validatePodSpec} from './validate-pod-spec.js';

const atLeastZero = (spec: Open, names: readonly string[]): FieldError[] =>
  names.flatMap((name) =>
    typeof spec[name] === 'number' && spec[name] < 0
      ? [invalidValue(`spec.${name}`, spec[name], 'must be greater than or equal to 0')]
      : [],
  );

/** What is wrong with a LabelSelector. */
export function validateSelector(selector: Open, path: string): FieldError[] {
  const expressions: readonly Open[] = selector?.matchExpressions ?? [];
  return [
    ...validateLabels(selector?.matchLabels, `${path}.matchLabels`),
    ...expressions.flatMap(({operator, values = []}, index) => {
      const at = `${path}.matchExpressions[${index}]`;
      if (['In', 'NotIn'].includes(operator))
        return values.length === 0
          ? [requiredValue(`${at}.values`, "must be specified when `operator` is 'In' or 'NotIn'")]
          : [];
      if (['Exists', 'DoesNotExist'].includes(operator))
        return values.length > 0
          ? [forbiddenField(`${at}.values`, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'")]
          : [];
      return [invalidValue(`${at}.operator`, operator ?? '', 'not a valid selector operator')];
    }),
  ];
}

const isEmptySelector = (selector: Open) =>
  Object.keys(selector?.matchLabels ?? {}).length + (selector?.matchExpressions?.length ?? 0) === 0;

function validateTemplate(spec: Open, kind: string): FieldError[] {
  const errors: FieldError[] = [];
  const {selector, template} = spec;
  if (!selector && kind !== 'daemonset') errors.push(requiredValue('spec.selector'));
  if (selector) {
    errors.push(...validateSelector(selector, 'spec.selector'));
    if (isEmptySelector(selector))
      errors.push(invalidGoValue('spec.selector', formatGoSelector(selector), `empty selector is invalid for ${kind}`));
  }
  const labels = template?.metadata?.labels;
  // No selector selects nothing, an empty one everything.
  if (!selector || (!isEmptySelector(selector) && !isLabelMatch(selectRequirements(selector), labels))) {
    errors.push(
      invalidGoValue(
        'spec.template.metadata.labels',
        formatGoMap(labels),
        '`selector` does not match template `labels`',
      ),
    );
  }
  errors.push(...validateLabels(labels, 'spec.template.labels'));
  return errors;
}

const validatePodTemplate = (spec: Open, kind: string): FieldError[] => [
  ...validateTemplate(spec, kind),
  ...validatePodSpec(spec.template?.spec, 'spec.template.spec', ['Always']),
];

/**
 * The pods of a stateful set are looked at when they are made, not before: a set with a wrong template is accepted, and
 * has no pods. https://github.com/kubernetes/kubernetes/blob/v1.27.7/pkg/apis/apps/validation/validation.go
 */
function validateStatefulTemplate(spec: Open): FieldError[] {
  const at = 'spec.template.spec';
  const {restartPolicy, activeDeadlineSeconds} = spec.template?.spec ?? {};
  return [
    ...validateTemplate(spec, 'statefulset'),
    ...(restartPolicy === undefined || restartPolicy === 'Always'
      ? []
      : [unsupportedValue(`${at}.restartPolicy`, restartPolicy, ['Always'])]),
    ...(activeDeadlineSeconds === undefined
      ? []
      : [forbiddenField(`${at}.activeDeadlineSeconds`, 'activeDeadlineSeconds in StatefulSet is not Supported')]),
  ];
}

function isZero(value: unknown): boolean {
  return value === 0 || value === '0%' || value === '0';
}

function validateAmount(value: unknown, path: string): FieldError[] {
  if (typeof value === 'string' && !/^\d+%$/.test(value))
    return [
      invalidValue(
        path,
        value,
        "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')",
      ),
    ];
  return typeof value === 'number' && value < 0
    ? [invalidValue(path, value, 'must be greater than or equal to 0')]
    : [];
}

function validateRollout({strategy}: Open): FieldError[] {
  if (strategy?.type === 'Recreate')
    return strategy.rollingUpdate
      ? [forbiddenField('spec.strategy.rollingUpdate', "may not be specified when strategy `type` is 'Recreate'")]
      : [];
  if (strategy?.type !== 'RollingUpdate')
    return [unsupportedValue('spec.strategy.type', strategy?.type, ['Recreate', 'RollingUpdate'])];
  const {maxUnavailable, maxSurge} = strategy.rollingUpdate ?? {};
  const path = 'spec.strategy.rollingUpdate';
  const errors = [
    ...validateAmount(maxUnavailable, `${path}.maxUnavailable`),
    ...validateAmount(maxSurge, `${path}.maxSurge`),
  ];
  if (isZero(maxUnavailable) && isZero(maxSurge))
    errors.push(invalidValue(`${path}.maxUnavailable`, maxUnavailable, 'may not be 0 when `maxSurge` is 0'));
  return errors;
}

function validateDeployment({spec}: KubeObject): FieldError[] {
  const errors = [
    ...atLeastZero(spec, ['replicas', 'minReadySeconds', 'revisionHistoryLimit', 'progressDeadlineSeconds']),
    ...validatePodTemplate(spec, 'deployment'),
    ...validateRollout(spec),
  ];
  if (spec.progressDeadlineSeconds !== undefined && spec.progressDeadlineSeconds <= (spec.minReadySeconds ?? 0))
    errors.push(
      invalidValue(
        'spec.progressDeadlineSeconds',
        spec.progressDeadlineSeconds,
        `must be greater than minReadySeconds`,
      ),
    );
  return errors;
}

function validateJobSpec(spec: Open, path: string): FieldError[] {
  const errors = [
    'parallelism',
    'completions',
    'activeDeadlineSeconds',
    'backoffLimit',
    'ttlSecondsAfterFinished',
  ].flatMap((name) =>
    typeof spec?.[name] === 'number' && spec[name] < 0
      ? [invalidValue(`${path}.${name}`, spec[name], 'must be greater than or equal to 0')]
      : [],
  );
  const policy = spec?.template?.spec?.restartPolicy;
  const template = validatePodSpec(spec?.template?.spec, `${path}.template.spec`, ['Always', 'OnFailure', 'Never']);
  if (policy === 'Always')
    template.push(requiredValue(`${path}.template.spec.restartPolicy`, 'valid values: "OnFailure", "Never"'));
  return [...errors, ...template];
}

function validateCronJob({metadata, spec}: KubeObject): FieldError[] {
  const errors: FieldError[] = [];
  if (!spec.schedule) errors.push(requiredValue('spec.schedule'));
  else if (!isCronSchedule(spec.schedule))
    errors.push(
      invalidValue(
        'spec.schedule',
        spec.schedule,
        `expected exactly 5 fields, found ${spec.schedule.trim().split(/\s+/).length}: [${spec.schedule.trim().split(/\s+/).join(' ')}]`,
      ),
    );
  if (!['Allow', 'Forbid', 'Replace'].includes(spec.concurrencyPolicy))
    errors.push(unsupportedValue('spec.concurrencyPolicy', spec.concurrencyPolicy, ['Allow', 'Forbid', 'Replace']));
  if (metadata.name.length > 52)
    errors.push(invalidValue('metadata.name', metadata.name, 'must be no more than 52 characters'));
  return [...errors, ...validateJobSpec(spec.jobTemplate?.spec, 'spec.jobTemplate.spec')];
}

/** What OpenAPI does not say about the kinds that run pods. */
export const workloadValidators: Readonly<Record<string, (object: KubeObject) => FieldError[]>> = {
  pods: ({spec}) => validatePodSpec(spec, 'spec'),
  'deployments.apps': validateDeployment,
  'replicasets.apps': ({spec}) => [
    ...atLeastZero(spec, ['replicas', 'minReadySeconds']),
    ...validatePodTemplate(spec, 'replica set'),
  ],
  'daemonsets.apps': ({spec}) => [...atLeastZero(spec, ['minReadySeconds']), ...validatePodTemplate(spec, 'daemonset')],
  'statefulsets.apps': ({spec}) => [
    ...atLeastZero(spec, ['replicas', 'minReadySeconds']),
    ...validateStatefulTemplate(spec),
  ],
  'jobs.batch': ({spec}) => validateJobSpec(spec, 'spec'),
  'cronjobs.batch': validateCronJob,
};
