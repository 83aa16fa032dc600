import {
  duplicateValue,
  type FieldError,
  forbiddenField,
  invalidValue,
  notFoundValue,
  requiredValue,
  unsupportedValue,
} from '../http/field-error.js';
import type {Open} from '../object/kube-object.js';
import {parseQuantity} from '../object/quantity.js';
import {isDnsLabel, isQualifiedName, labelMessage, qualifiedNameMessage} from './names.js';
import {validateHandlers, validateProbe} from './validate-probes.js';

const environmentName = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/;
const environmentMessage =
  "a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit (e.g. 'my.env-name',  or 'MY_ENV.NAME',  or 'MyEnvName1', regex used for validation is '[-._a-zA-Z][-._a-zA-Z0-9]*')";

/** Whether a number is a port. */
export const isPort = (port: unknown) => typeof port === 'number' && port >= 1 && port <= 65_535;
export const portMessage = 'must be between 1 and 65535, inclusive';

function validateEnvironment(list: readonly Open[], path: string): FieldError[] {
  return list.flatMap(({name = '', value = '', valueFrom}, index) => {
    const at = `${path}[${index}]`;
    const errors: FieldError[] = [];
    if (name === '') errors.push(requiredValue(`${at}.name`));
    else if (!environmentName.test(name)) errors.push(invalidValue(`${at}.name`, name, environmentMessage));
    if (!valueFrom) return errors;
    const sources = ['fieldRef', 'resourceFieldRef', 'configMapKeyRef', 'secretKeyRef'].filter(
      (source) => valueFrom[source],
    );
    if (sources.length === 0)
      errors.push(
        invalidValue(
          `${at}.valueFrom`,
          '',
          'must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef` or `secretKeyRef`',
        ),
      );
    if (sources.length > 1)
      errors.push(invalidValue(`${at}.valueFrom`, '', 'may not have more than one field specified at a time'));
    if (value !== '')
      errors.push(invalidValue(`${at}.valueFrom`, '', 'may not be specified when `value` is not empty'));
    for (const source of ['configMapKeyRef', 'secretKeyRef'])
      if (valueFrom[source] && !valueFrom[source].key) errors.push(requiredValue(`${at}.valueFrom.${source}.key`));
    return errors;
  });
}

function validatePorts(ports: readonly Open[], path: string): FieldError[] {
  const names = new Set<string>();
  return ports.flatMap(({name, containerPort, hostPort, protocol}, index) => {
    const at = `${path}[${index}]`;
    const errors: FieldError[] = [];
    if (name) {
      if (!/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(name) || name.length > 15)
        errors.push(
          invalidValue(
            `${at}.name`,
            name,
            name.length > 15
              ? 'must be no more than 15 characters'
              : 'must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)',
          ),
        );
      else if (names.has(name)) errors.push(duplicateValue(`${at}.name`, name));
      names.add(name);
    }
    if (!containerPort) errors.push(requiredValue(`${at}.containerPort`));
    else if (!isPort(containerPort)) errors.push(invalidValue(`${at}.containerPort`, containerPort, portMessage));
    if (hostPort && !isPort(hostPort)) errors.push(invalidValue(`${at}.hostPort`, hostPort, portMessage));
    if (!['SCTP', 'TCP', 'UDP'].includes(protocol))
      errors.push(unsupportedValue(`${at}.protocol`, protocol, ['SCTP', 'TCP', 'UDP']));
    return errors;
  });
}

const standardResources = ['cpu', 'memory', 'ephemeral-storage', 'storage'];
const isIntegerResource = (name: string) => !standardResources.includes(name) && !name.startsWith('hugepages-');

/** Requests within limits, amounts not negative, extended resources whole. */
function validateResources(resources: Open, path: string): FieldError[] {
  const {limits = {}, requests = {}} = resources ?? {};
  const errors: FieldError[] = [];
  for (const [kind, list] of [
    ['limits', limits],
    ['requests', requests],
  ] as const) {
    for (const [name, amount] of Object.entries<string>(list)) {
      const at = `${path}.${kind}[${name}]`;
      const value = parseQuantity(amount) ?? 0n;
      if (!standardResources.includes(name) && !name.startsWith('hugepages-') && !name.includes('/')) {
        errors.push(
          invalidValue(at, name, 'must be a standard resource type or fully qualified'),
          invalidValue(at, name, 'must be a standard resource for containers'),
        );
      } else if (!isQualifiedName(name)) errors.push(invalidValue(at, name, qualifiedNameMessage(name)));
      if (value < 0n) errors.push(invalidValue(at, amount, 'must be greater than or equal to 0'));
      if (isIntegerResource(name) && value % 1_000_000_000n !== 0n)
        errors.push(invalidValue(at, amount, 'must be an integer'));
    }
  }
  for (const [name, amount] of Object.entries<string>(requests)) {
    const limit = limits[name];
    if (limit === undefined) {
      if (isIntegerResource(name) && name.includes('/'))
        errors.push(requiredValue(`${path}.limits`, 'Limit must be set for non overcommitable resources'));
      continue;
    }
    const requested = parseQuantity(amount) ?? 0n;
    const allowed = parseQuantity(limit) ?? 0n;
    if (isIntegerResource(name) && requested !== allowed)
      errors.push(invalidValue(`${path}.requests`, amount, `must be equal to ${name} limit of ${limit}`));
    else if (requested > allowed)
      errors.push(invalidValue(`${path}.requests`, amount, `must be less than or equal to ${name} limit of ${limit}`));
  }
  return errors;
}

function validateMounts(mounts: readonly Open[], volumes: ReadonlySet<string>, path: string): FieldError[] {
  const paths = new Set<string>();
  return mounts.flatMap(({name = '', mountPath = ''}, index) => {
    const at = `${path}[${index}]`;
    const errors: FieldError[] = [];
    if (name === '') errors.push(requiredValue(`${at}.name`));
    else if (!volumes.has(name)) errors.push(notFoundValue(`${at}.name`, name));
    if (mountPath === '') errors.push(requiredValue(`${at}.mountPath`));
    else if (paths.has(mountPath)) errors.push(invalidValue(`${at}.mountPath`, mountPath, 'must be unique'));
    paths.add(mountPath);
    return errors;
  });
}

/** What is wrong with one container; init containers know neither probes nor lifecycle. */
export function validateContainer(
  container: Open,
  volumes: ReadonlySet<string>,
  path: string,
  isInit: boolean,
): FieldError[] {
  const {name = '', image = '', imagePullPolicy, terminationMessagePolicy} = container;
  const errors: FieldError[] = [];
  if (name === '') errors.push(requiredValue(`${path}.name`));
  else if (!isDnsLabel(name)) errors.push(invalidValue(`${path}.name`, name, labelMessage));
  if (image === '') errors.push(requiredValue(`${path}.image`));
  else if (image.trim() !== image)
    errors.push(invalidValue(`${path}.image`, image, 'must not have leading or trailing whitespace'));
  errors.push(
    ...validatePorts(container.ports ?? [], `${path}.ports`),
    ...validateEnvironment(container.env ?? [], `${path}.env`),
    ...validateMounts(container.volumeMounts ?? [], volumes, `${path}.volumeMounts`),
  );
  if (isInit) {
    for (const probe of ['livenessProbe', 'readinessProbe', 'startupProbe'])
      if (container[probe]) errors.push(forbiddenField(`${path}.${probe}`, 'may not be set for init containers'));
    if (container.lifecycle) errors.push(forbiddenField(`${path}.lifecycle`, 'may not be set for init containers'));
  } else
    errors.push(
      ...validateHandlers(container.lifecycle, `${path}.lifecycle`),
      ...['livenessProbe', 'readinessProbe', 'startupProbe'].flatMap((probe) =>
        validateProbe(container[probe], `${path}.${probe}`, probe !== 'readinessProbe'),
      ),
    );
  if (!['Always', 'IfNotPresent', 'Never'].includes(imagePullPolicy))
    errors.push(unsupportedValue(`${path}.imagePullPolicy`, imagePullPolicy, ['Always', 'IfNotPresent', 'Never']));
  if (!['File', 'FallbackToLogsOnError'].includes(terminationMessagePolicy))
    errors.push(
      unsupportedValue(`${path}.terminationMessagePolicy`, terminationMessagePolicy, ['FallbackToLogsOnError', 'File']),
    );
  return [...errors, ...validateResources(container.resources, `${path}.resources`)];
}
