import {
  duplicateValue,
  type FieldError,
  forbiddenField,
  invalidGoValue,
  invalidValue,
  requiredValue,
  unsupportedValue,
} from '../http/field-error.js';
import type {KubeObject, Open} from '../object/kube-object.js';
import {isSameValue} from '../object/plain-values.js';
import {parseQuantity} from '../object/quantity.js';
import {formatGoStrings} from './go-format.js';
import {isDnsLabel, isDnsSubdomain, labelMessage, subdomainMessage} from './names.js';
import {isPort, portMessage} from './validate-container.js';
import {validateQuotaScopes} from './validate-limits.js';

const keyPattern = /^[-._a-zA-Z0-9]+$/;
const keyMessage =
  "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')";
/** https://kubernetes.io/docs/concepts/configuration/secret/ */
const dataLimit = 1024 * 1024;

function validateKeys(data: Readonly<Record<string, string>> | undefined, path: string): FieldError[] {
  return Object.keys(data ?? {}).flatMap((key) => {
    const invalid = (why: string) => [invalidValue(`${path}[${key}]`, key, why)];
    const tooLong = key.length > 253 ? invalid('must be no more than 253 characters') : [];
    if (!keyPattern.test(key)) return [...tooLong, ...invalid(keyMessage)];
    if (key === '.' || key === '..') return invalid(`must not be '${key}'`);
    return key.startsWith('..') ? [...tooLong, ...invalid("must not start with '..'")] : tooLong;
  });
}

const sizeOf = (data: Readonly<Record<string, string>> | undefined, isEncoded: boolean) =>
  Object.values(data ?? {}).reduce((sum, value) => sum + Buffer.byteLength(value, isEncoded ? 'base64' : 'utf8'), 0);

const tooBig = (field: string): FieldError => ({
  reason: 'FieldValueTooLong',
  field,
  message: `Too long: must have at most ${dataLimit} bytes`,
});

function validateConfigMap({data, binaryData}: KubeObject): FieldError[] {
  const errors = [...validateKeys(data, 'data'), ...validateKeys(binaryData, 'binaryData')];
  for (const key of Object.keys(data ?? {}))
    if (binaryData?.[key] !== undefined)
      errors.push(invalidValue(`data[${key}]`, key, 'duplicate of key present in binaryData'));
  if (sizeOf(data, false) + sizeOf(binaryData, true) > dataLimit) errors.push(tooBig(''));
  return errors;
}

const requiredKeys: Readonly<Record<string, readonly string[]>> = {
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
  'kubernetes.io/dockercfg': ['.dockercfg'],
  'kubernetes.io/ssh-auth': ['ssh-privatekey'],
};

function validateSecret({metadata, data, type}: KubeObject): FieldError[] {
  const errors = validateKeys(data, 'data');
  if (sizeOf(data, true) > dataLimit) errors.push(tooBig('data'));
  for (const key of requiredKeys[type] ?? []) if (data?.[key] === undefined) errors.push(requiredValue(`data[${key}]`));
  if (type === 'kubernetes.io/service-account-token' && !metadata.annotations?.['kubernetes.io/service-account.name'])
    errors.push(requiredValue('metadata.annotations[kubernetes.io/service-account.name]'));
  if (type === 'kubernetes.io/basic-auth' && data?.username === undefined && data?.password === undefined)
    errors.push(requiredValue('data[username]'), requiredValue('data[password]'));
  return errors;
}

function validateServicePorts(ports: readonly Open[]): FieldError[] {
  const names = new Set<string>();
  const seen = new Set<string>();
  return ports.flatMap(({name = '', port, protocol, targetPort}, index) => {
    const at = `spec.ports[${index}]`;
    const errors: FieldError[] = [];
    if (ports.length > 1 && name === '') errors.push(requiredValue(`${at}.name`));
    else if (name !== '') {
      if (!isDnsLabel(name)) errors.push(invalidValue(`${at}.name`, name, labelMessage));
      if (names.has(name)) errors.push(duplicateValue(`${at}.name`, name));
      names.add(name);
    }
    if (!isPort(port)) errors.push(invalidValue(`${at}.port`, port, portMessage));
    if (!['SCTP', 'TCP', 'UDP'].includes(protocol))
      errors.push(unsupportedValue(`${at}.protocol`, protocol, ['SCTP', 'TCP', 'UDP']));
    if (typeof targetPort === 'number' && !isPort(targetPort))
      errors.push(invalidValue(`${at}.targetPort`, targetPort, portMessage));
    const key = `${port}/${protocol}`;
    if (seen.has(key))
      errors.push({
        reason: 'FieldValueDuplicate',
        field: at,
        message: `Duplicate value: core.ServicePort{Name:"", Protocol:"${protocol}", AppProtocol:(*string)(nil), Port:${port}, TargetPort:intstr.IntOrString{Type:0, IntVal:0, StrVal:""}, NodePort:0}`,
      });
    seen.add(key);
    return errors;
  });
}

const serviceTypes = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'];

function validateService({spec}: KubeObject): FieldError[] {
  const {type, ports = [], clusterIP, externalName, externalTrafficPolicy, sessionAffinity} = spec;
  const errors: FieldError[] = [];
  const isHeadless = clusterIP === 'None';
  if (ports.length === 0 && !isHeadless && type !== 'ExternalName') errors.push(requiredValue('spec.ports'));
  if (type === 'LoadBalancer' && isHeadless)
    errors.push(invalidValue('spec.clusterIPs[0]', 'None', "may not be set to 'None' for LoadBalancer services"));
  if (type === 'NodePort' && isHeadless)
    errors.push(invalidValue('spec.clusterIPs[0]', 'None', "may not be set to 'None' for NodePort services"));
  if (type === 'ExternalName' && !isDnsSubdomain((externalName ?? '').replace(/\.$/, '')))
    errors.push(
      externalName
        ? invalidValue('spec.externalName', externalName, subdomainMessage)
        : requiredValue('spec.externalName'),
    );
  if (!['ClientIP', 'None'].includes(sessionAffinity))
    errors.push(unsupportedValue('spec.sessionAffinity', sessionAffinity, ['ClientIP', 'None']));
  if (!serviceTypes.includes(type)) errors.push(unsupportedValue('spec.type', type, serviceTypes));
  if (externalTrafficPolicy && type === 'ClusterIP')
    errors.push(
      invalidValue(
        'spec.externalTrafficPolicy',
        externalTrafficPolicy,
        'may only be set for externally-accessible services',
      ),
    );
  return [...errors, ...validateServicePorts(ports)];
}

function validateServiceChange({spec}: KubeObject, current: KubeObject): FieldError[] {
  const isNamed = spec.type === 'ExternalName' || current.spec.type === 'ExternalName';
  if (isNamed || !current.spec.clusterIP || spec.clusterIP === current.spec.clusterIP) return [];
  return [invalidGoValue('spec.clusterIPs[0]', formatGoStrings([spec.clusterIP]), 'may not change once set')];
}

const accessModes = ['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod'];

function validateModes(modes: readonly string[] = []): FieldError[] {
  if (modes.length === 0) return [requiredValue('spec.accessModes', 'at least 1 access mode is required')];
  return modes.flatMap((mode) =>
    accessModes.includes(mode) ? [] : [unsupportedValue('spec.accessModes', mode, accessModes)],
  );
}

function validateClaim({spec}: KubeObject): FieldError[] {
  const errors = validateModes(spec.accessModes);
  const storage = spec.resources?.requests?.storage;
  if (storage === undefined) errors.push(requiredValue('spec.resources[storage]'));
  else if ((parseQuantity(storage) ?? 0n) <= 0n)
    errors.push(invalidValue('spec.resources[storage]', storage, 'must be greater than zero'));
  return errors;
}

function validateClaimChange({spec}: KubeObject, current: KubeObject): FieldError[] {
  const comparable = ({resources: _, volumeName: __, ...rest}: Open) => rest;
  const wasBound = Boolean(current.spec.volumeName);
  if (
    !isSameValue(comparable(spec), comparable(current.spec)) ||
    (wasBound && spec.volumeName !== current.spec.volumeName)
  ) {
    return [forbiddenField('spec', 'spec is immutable after creation except resources.requests for bound claims')];
  }
  const before = parseQuantity(current.spec.resources?.requests?.storage ?? '0') ?? 0n;
  const after = parseQuantity(spec.resources?.requests?.storage ?? '0') ?? 0n;
  if (after < before)
    return [forbiddenField('spec.resources.requests.storage', 'field can not be less than previous value')];
  return [];
}

function validateVolume({spec}: KubeObject): FieldError[] {
  const errors = validateModes(spec.accessModes);
  if (!spec.capacity?.storage) errors.push(requiredValue('spec.capacity'));
  const plain = [
    'accessModes',
    'capacity',
    'claimRef',
    'mountOptions',
    'nodeAffinity',
    'persistentVolumeReclaimPolicy',
    'storageClassName',
    'volumeMode',
  ];
  if (Object.keys(spec).every((name) => plain.includes(name)))
    errors.push(requiredValue('spec', 'must specify a volume type'));
  return errors;
}

const immutableData = (object: KubeObject, current: KubeObject): FieldError[] => {
  if (!current.immutable) return [];
  const errors: FieldError[] = object.immutable
    ? []
    : [forbiddenField('immutable', 'field is immutable when `immutable` is set')];
  for (const name of ['data', 'binaryData'])
    if (!isSameValue(object[name], current[name]))
      errors.push(forbiddenField(name, 'field is immutable when `immutable` is set'));
  return errors;
};

function validateQuota({spec}: KubeObject): FieldError[] {
  const amounts = Object.entries<string>(spec.hard ?? {}).flatMap(([name, amount]) =>
    (parseQuantity(amount) ?? 0n) < 0n
      ? [invalidValue(`spec.hard[${name}]`, amount, 'must be greater than or equal to 0')]
      : [],
  );
  return [...amounts, ...validateQuotaScopes(spec)];
}

/** What OpenAPI does not say about the core group's kinds. */
export const coreValidators: Readonly<Record<string, (object: KubeObject) => FieldError[]>> = {
  configmaps: validateConfigMap,
  secrets: validateSecret,
  services: validateService,
  persistentvolumeclaims: validateClaim,
  persistentvolumes: validateVolume,
  resourcequotas: validateQuota,
};

/** What may not change in them. */
export const coreChangeValidators: Readonly<Record<string, (object: KubeObject, current: KubeObject) => FieldError[]>> =
  {
    configmaps: immutableData,
    secrets: (secret, current) => [
      ...(secret.type === current.type ? [] : [invalidValue('type', secret.type, 'field is immutable')]),
      ...immutableData(secret, current),
    ],
    services: validateServiceChange,
    persistentvolumeclaims: validateClaimChange,
  };
