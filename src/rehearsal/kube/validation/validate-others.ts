import {
  type FieldError,
  forbiddenField,
  invalidGoValue,
  invalidValue,
  requiredValue,
  unsupportedValue,
} from '../http/field-error.js';
import type {KubeObject, Open} from '../object/kube-object.js';
import {isSameValue} from '../object/plain-values.js';
import {isDnsSubdomain} from './names.js';
import {validateSelector} from './validate-workloads.js';

const rbacGroup = 'rbac.authorization.k8s.io';

function validateRules(isCluster: boolean) {
  return ({rules, aggregationRule}: KubeObject): FieldError[] =>
    aggregationRule
      ? []
      : (rules ?? []).flatMap((rule: Open, index: number) => {
          const at = `rules[${index}]`;
          const errors: FieldError[] = [];
          if (!rule.verbs?.length) errors.push(requiredValue(`${at}.verbs`, 'verbs must contain at least one value'));
          if (rule.nonResourceURLs?.length) {
            if (!isCluster)
              errors.push(
                invalidValue(
                  `${at}.nonResourceURLs`,
                  rule.nonResourceURLs,
                  'namespaced rules cannot apply to non-resource URLs',
                ),
              );
            if (rule.apiGroups?.length || rule.resources?.length || rule.resourceNames?.length)
              errors.push(
                invalidValue(
                  `${at}.nonResourceURLs`,
                  rule.nonResourceURLs,
                  'rules cannot apply to both regular resources and non-resource URLs',
                ),
              );
            return errors;
          }
          if (!rule.apiGroups?.length)
            errors.push(requiredValue(`${at}.apiGroups`, 'resource rules must supply at least one api group'));
          if (!rule.resources?.length)
            errors.push(requiredValue(`${at}.resources`, 'resource rules must supply at least one resource'));
          return errors;
        });
}

function validateSubjects(subjects: readonly Open[], isCluster: boolean): FieldError[] {
  return subjects.flatMap(({kind, name, namespace, apiGroup}, index) => {
    const at = `subjects[${index}]`;
    const errors: FieldError[] = [];
    if (!name) errors.push(requiredValue(`${at}.name`));
    if (kind === 'ServiceAccount') {
      if (isCluster && !namespace) errors.push(requiredValue(`${at}.namespace`));
      if (apiGroup) errors.push(unsupportedValue(`${at}.apiGroup`, apiGroup, ['']));
    } else if (kind === 'User' || kind === 'Group') {
      if (apiGroup !== rbacGroup) errors.push(unsupportedValue(`${at}.apiGroup`, apiGroup, [rbacGroup]));
    } else errors.push(unsupportedValue(`${at}.kind`, kind, ['ServiceAccount', 'User', 'Group']));
    return errors;
  });
}

function validateBinding(kinds: readonly string[]) {
  return ({roleRef, subjects = []}: KubeObject): FieldError[] => {
    const errors: FieldError[] = [];
    if (roleRef?.apiGroup !== rbacGroup)
      errors.push(unsupportedValue('roleRef.apiGroup', roleRef?.apiGroup ?? '', [rbacGroup]));
    if (!kinds.includes(roleRef?.kind)) errors.push(unsupportedValue('roleRef.kind', roleRef?.kind ?? '', kinds));
    if (!roleRef?.name) errors.push(requiredValue('roleRef.name'));
    return [...errors, ...validateSubjects(subjects, !kinds.includes('Role'))];
  };
}

const immutableRole = ({roleRef}: KubeObject, current: KubeObject): FieldError[] =>
  isSameValue(roleRef, current.roleRef)
    ? []
    : [
        invalidGoValue(
          'roleRef',
          `rbac.RoleRef{APIGroup:${JSON.stringify(roleRef.apiGroup)}, Kind:${JSON.stringify(roleRef.kind)}, Name:${JSON.stringify(roleRef.name)}}`,
          'cannot change roleRef',
        ),
      ];

function validateBudget({spec = {}}: KubeObject): FieldError[] {
  if (spec.minAvailable !== undefined && spec.maxUnavailable !== undefined)
    return [invalidValue('spec', spec, 'minAvailable and maxUnavailable cannot be both set')];
  return validateSelector(spec.selector, 'spec.selector');
}

function validateAutoscaler({spec = {}}: KubeObject): FieldError[] {
  const errors: FieldError[] = [];
  if (spec.minReplicas !== undefined && spec.minReplicas < 1)
    errors.push(invalidValue('spec.minReplicas', spec.minReplicas, 'must be greater than or equal to 1'));
  if (!(spec.maxReplicas >= 1))
    errors.push(invalidValue('spec.maxReplicas', spec.maxReplicas ?? 0, 'must be greater than 0'));
  else if (spec.minReplicas > spec.maxReplicas)
    errors.push(invalidValue('spec.maxReplicas', spec.maxReplicas, 'must be greater than or equal to `minReplicas`'));
  if (!spec.scaleTargetRef?.kind) errors.push(requiredValue('spec.scaleTargetRef.kind'));
  if (!spec.scaleTargetRef?.name) errors.push(requiredValue('spec.scaleTargetRef.name'));
  return errors;
}

/** User-defined classes stay below the system's. */
const highestUserPriority = 1_000_000_000;

function validatePriorityClass({metadata, value}: KubeObject): FieldError[] {
  const known: Record<string, number> = {
    'system-cluster-critical': 2_000_000_000,
    'system-node-critical': 2_000_001_000,
  };
  if (metadata.name.startsWith('system-') && known[metadata.name] !== value)
    return [
      forbiddenField('metadata.name', "priority class names with 'system-' prefix are reserved for system use only"),
    ];
  return value > highestUserPriority && !metadata.name.startsWith('system-')
    ? [forbiddenField('value', `maximum allowed value of a user defined priority is ${highestUserPriority}`)]
    : [];
}

function validateWebhooks({webhooks = []}: KubeObject): FieldError[] {
  return webhooks.flatMap((webhook: Open, index: number) => {
    const at = `webhooks[${index}]`;
    const errors: FieldError[] = [];
    if ((webhook.name ?? '').split('.').length < 3 || !isDnsSubdomain(webhook.name))
      errors.push(
        invalidValue(
          `${at}.name`,
          webhook.name ?? '',
          'should be a domain with at least three segments separated by dots',
        ),
      );
    if (!webhook.admissionReviewVersions?.length)
      errors.push(requiredValue(`${at}.admissionReviewVersions`, 'must specify one of v1, v1beta1'));
    else if (!webhook.admissionReviewVersions.some((version: string) => ['v1', 'v1beta1'].includes(version)))
      errors.push(
        invalidValue(
          `${at}.admissionReviewVersions`,
          webhook.admissionReviewVersions,
          'must include at least one of v1, v1beta1',
        ),
      );
    if (!['None', 'NoneOnDryRun'].includes(webhook.sideEffects))
      errors.push(
        webhook.sideEffects
          ? unsupportedValue(`${at}.sideEffects`, webhook.sideEffects, ['None', 'NoneOnDryRun'])
          : requiredValue(`${at}.sideEffects`, 'must specify one of None, NoneOnDryRun'),
      );
    if (webhook.timeoutSeconds < 1 || webhook.timeoutSeconds > 30)
      errors.push(
        invalidValue(
          `${at}.timeoutSeconds`,
          webhook.timeoutSeconds,
          `the timeout value must be between 1 and 30 seconds`,
        ),
      );
    const {url, service} = webhook.clientConfig ?? {};
    if (Boolean(url) === Boolean(service))
      errors.push(requiredValue(`${at}.clientConfig`, 'exactly one of url or service is required'));
    return errors;
  });
}

const immutableClass = (object: KubeObject, current: KubeObject): FieldError[] =>
  ['provisioner', 'parameters', 'reclaimPolicy', 'volumeBindingMode'].flatMap((name) => {
    if (isSameValue(object[name], current[name])) return [];
    return [
      name === 'provisioner' || name === 'parameters'
        ? forbiddenField(name, `updates to ${name} are forbidden.`)
        : invalidValue(name, object[name], 'field is immutable'),
    ];
  });

function validateCustomScope({spec}: KubeObject, current: KubeObject): FieldError[] {
  const isEstablished = current.status?.conditions?.some(
    ({type, status}: Open) => type === 'Established' && status === 'True',
  );
  if (!isEstablished) return [];
  const stored: string[] = current.status?.storedVersions ?? [];
  const missing = stored.filter((version) => !spec.versions.some(({name}: Open) => name === version));
  return [
    ...(spec.scope === current.spec.scope ? [] : [invalidValue('spec.scope', spec.scope, 'field is immutable')]),
    ...(spec.names.kind === current.spec.names.kind
      ? []
      : [invalidValue('spec.names.kind', spec.names.kind, 'field is immutable')]),
    ...missing.map((version) => invalidValue('status.storedVersions[0]', version, 'must appear in spec.versions')),
  ];
}

/** An event must stand in the namespace of what it is about. */
function validateEvent({metadata, involvedObject}: KubeObject): FieldError[] {
  const about = involvedObject?.namespace ?? '';
  return about !== '' && about !== metadata.namespace
    ? [invalidValue('involvedObject.namespace', about, 'does not match event.namespace')]
    : [];
}

/** What OpenAPI does not say about the named groups' kinds that run no pods. */
export const otherValidators: Readonly<Record<string, (object: KubeObject) => FieldError[]>> = {
  [`roles.${rbacGroup}`]: validateRules(false),
  [`clusterroles.${rbacGroup}`]: validateRules(true),
  [`rolebindings.${rbacGroup}`]: validateBinding(['Role', 'ClusterRole']),
  [`clusterrolebindings.${rbacGroup}`]: validateBinding(['ClusterRole']),
  events: validateEvent,
  'poddisruptionbudgets.policy': validateBudget,
  'horizontalpodautoscalers.autoscaling': validateAutoscaler,
  'priorityclasses.scheduling.k8s.io': validatePriorityClass,
  'mutatingwebhookconfigurations.admissionregistration.k8s.io': validateWebhooks,
  'validatingwebhookconfigurations.admissionregistration.k8s.io': validateWebhooks,
  'storageclasses.storage.k8s.io': ({provisioner}) => (provisioner ? [] : [requiredValue('provisioner')]),
};

/** What may not change in them. */
export const otherChangeValidators: Readonly<
  Record<string, (object: KubeObject, current: KubeObject) => FieldError[]>
> = {
  [`rolebindings.${rbacGroup}`]: immutableRole,
  [`clusterrolebindings.${rbacGroup}`]: immutableRole,
  'storageclasses.storage.k8s.io': immutableClass,
  'priorityclasses.scheduling.k8s.io': ({value}, current) =>
    value === current.value ? [] : [forbiddenField('Value', 'may not be changed in an update.')],
  'customresourcedefinitions.apiextensions.k8s.io': validateCustomScope,
};
