import {
  duplicateValue,
  type FieldError,
  forbiddenField,
  invalidValue,
  requiredValue,
  unsupportedValue,
} from '../http/field-error.js';
import type {Open} from '../object/kube-object.js';
import {isDnsLabel, isDnsSubdomain, labelMessage, subdomainMessage} from './names.js';
import {validateContainer} from './validate-container.js';
import {validateLabels} from './validate-metadata.js';

function validateVolumes(volumes: readonly Open[], path: string): FieldError[] {
  const names = new Set<string>();
  return volumes.flatMap((volume, index) => {
    const at = `${path}[${index}]`;
    const {name = ''} = volume;
    const errors: FieldError[] = [];
    if (name === '') errors.push(requiredValue(`${at}.name`));
    else if (!isDnsLabel(name)) errors.push(invalidValue(`${at}.name`, name, labelMessage));
    else if (names.has(name)) errors.push(duplicateValue(`${at}.name`, name));
    names.add(name);
    if (Object.keys(volume).length > 2)
      errors.push(
        forbiddenField(
          `${at}.${Object.keys(volume).filter((key) => key !== 'name')[1]}`,
          'may not specify more than 1 volume type',
        ),
      );
    if (volume.secret && !volume.secret.secretName) errors.push(requiredValue(`${at}.secret.secretName`));
    if (volume.configMap && !volume.configMap.name) errors.push(requiredValue(`${at}.configMap.name`));
    if (volume.persistentVolumeClaim && !volume.persistentVolumeClaim.claimName)
      errors.push(requiredValue(`${at}.persistentVolumeClaim.claimName`));
    if (volume.hostPath && !volume.hostPath.path) errors.push(requiredValue(`${at}.hostPath.path`));
    if (volume.csi && !volume.csi.driver) errors.push(requiredValue(`${at}.csi.driver`));
    return errors;
  });
}

/** What is wrong with a pod's specification, in a pod or a template; `restartPolicies` are those its owner allows. */
export function validatePodSpec(
  spec: Open,
  path: string,
  restartPolicies: readonly string[] = ['Always', 'OnFailure', 'Never'],
  claims: readonly string[] = [],
): FieldError[] {
  const errors = validateVolumes(spec?.volumes ?? [], `${path}.volumes`);
  const volumes = new Set<string>([...claims, ...(spec?.volumes ?? []).map(({name}: Open) => name)]);
  const containers: readonly Open[] = spec?.containers ?? [];
  if (containers.length === 0) errors.push(requiredValue(`${path}.containers`));
  const names = new Set<string>();
  const lists = [
    ['containers', containers, false],
    ['initContainers', spec?.initContainers ?? [], true],
  ] as const;
  for (const [list, items, isInit] of lists) {
    for (const [index, container] of items.entries()) {
      errors.push(...validateContainer(container, volumes, `${path}.${list}[${index}]`, isInit));
      if (container.name && names.has(container.name))
        errors.push(duplicateValue(`${path}.${list}[${index}].name`, container.name));
      names.add(container.name);
    }
  }
  if (!restartPolicies.includes(spec?.restartPolicy))
    errors.push(unsupportedValue(`${path}.restartPolicy`, spec?.restartPolicy ?? '', restartPolicies));
  if (spec?.terminationGracePeriodSeconds < 0)
    errors.push(
      invalidValue(
        `${path}.terminationGracePeriodSeconds`,
        spec.terminationGracePeriodSeconds,
        'must be greater than or equal to 0',
      ),
    );
  if (!['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None'].includes(spec?.dnsPolicy))
    errors.push(
      unsupportedValue(`${path}.dnsPolicy`, spec?.dnsPolicy, [
        'ClusterFirst',
        'ClusterFirstWithHostNet',
        'Default',
        'None',
      ]),
    );
  errors.push(...validateLabels(spec?.nodeSelector, `${path}.nodeSelector`));
  if (spec?.serviceAccountName && !isDnsSubdomain(spec.serviceAccountName))
    errors.push(invalidValue(`${path}.serviceAccountName`, spec.serviceAccountName, subdomainMessage));
  if (spec?.nodeName && !isDnsSubdomain(spec.nodeName))
    errors.push(invalidValue(`${path}.nodeName`, spec.nodeName, subdomainMessage));
  if (spec?.activeDeadlineSeconds !== undefined && spec.activeDeadlineSeconds < 1)
    errors.push(
      invalidValue(
        `${path}.activeDeadlineSeconds`,
        spec.activeDeadlineSeconds,
        'must be between 1 and 2147483647, inclusive',
      ),
    );
  if (spec?.hostname && !isDnsLabel(spec.hostname))
    errors.push(invalidValue(`${path}.hostname`, spec.hostname, labelMessage));
  return [...errors, ...validateTolerations(spec?.tolerations ?? [], `${path}.tolerations`)];
}

function validateTolerations(tolerations: readonly Open[], path: string): FieldError[] {
  return tolerations.flatMap(({key, operator = 'Equal', value, effect, tolerationSeconds}, index) => {
    const at = `${path}[${index}]`;
    const errors: FieldError[] = [];
    if (!key && operator !== 'Exists')
      errors.push(
        invalidValue(
          `${at}.operator`,
          operator === 'Equal' ? '' : operator,
          'operator must be Exists when `key` is empty, which means "match all values and all keys"',
        ),
      );
    if (operator === 'Exists' && value)
      errors.push(
        invalidValue(
          `${at}.operator`,
          {key, operator, value, effect},
          "value must be empty when `operator` is 'Exists'",
        ),
      );
    if (!['Equal', 'Exists'].includes(operator))
      errors.push(unsupportedValue(`${at}.operator`, operator, ['Equal', 'Exists']));
    if (tolerationSeconds !== undefined && effect !== 'NoExecute')
      errors.push(
        invalidValue(`${at}.effect`, effect ?? '', "effect must be 'NoExecute' when `tolerationSeconds` is set"),
      );
    if (effect && !['NoSchedule', 'PreferNoSchedule', 'NoExecute'].includes(effect))
      errors.push(unsupportedValue(`${at}.effect`, effect, ['NoExecute', 'NoSchedule', 'PreferNoSchedule']));
    return errors;
  });
}
