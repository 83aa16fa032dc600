import {isIP} from 'node:net';
import {
  type FieldError,
  forbiddenField,
  invalidGoValue,
  invalidValue,
  requiredValue,
  unsupportedValue,
} from '../http/field-error.js';
import type {KubeObject, Open} from '../object/kube-object.js';
import {
  isStrictlyWithin,
  readRange,
  validatePortName,
  validatePortNumber,
  validateTrafficAddress,
} from './addresses.js';
import {isDnsLabel, isDnsSubdomain, isRfc1035Label, labelMessage, rfc1035Message, subdomainMessage} from './names.js';
import {validateSelector} from './validate-workloads.js';

const pathTypes = ['Exact', 'ImplementationSpecific', 'Prefix'];
const wildcardMessage =
  "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist of lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character (e.g. '*.example.com', regex used for validation is '\\*\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

function validateHost(host: string, field: string): FieldError[] {
  if (host.includes('*'))
    return host.startsWith('*.') && isDnsSubdomain(host.slice(2)) ? [] : [invalidValue(field, host, wildcardMessage)];
  return isDnsSubdomain(host) ? [] : [invalidValue(field, host, subdomainMessage)];
}

function validateBackend(backend: Open, at: string): FieldError[] {
  const {service, resource} = backend ?? {};
  if (service && resource) return [invalidValue(at, '', 'cannot set both resource and service backends')];
  if (resource) return [];
  if (!service) return [invalidValue(at, '', 'resource or service backend is required')];
  const {name, port = {}} = service;
  const errors: FieldError[] = [];
  if (!name) errors.push(requiredValue(`${at}.service.name`));
  else if (!isRfc1035Label(name)) errors.push(invalidValue(`${at}.service.name`, name, rfc1035Message));
  if (port.name && port.number) return [...errors, invalidValue(at, '', 'cannot set both port name & port number')];
  if (port.name) return [...errors, ...validatePortName(port.name, `${at}.service.port.name`)];
  if (port.number) return [...errors, ...validatePortNumber(port.number, `${at}.service.port.number`)];
  return [...errors, requiredValue(at, 'port name or number is required')];
}

function validatePath({path = '', pathType, backend}: Open, at: string): FieldError[] {
  if (!pathType) return [requiredValue(`${at}.pathType`, 'pathType must be specified')];
  const errors: FieldError[] = [];
  const invalid = (why: string) => errors.push(invalidValue(`${at}.path`, path, why));
  if (!pathTypes.includes(pathType)) errors.push(unsupportedValue(`${at}.pathType`, pathType, pathTypes));
  else if (!path.startsWith('/') && (path !== '' || pathType !== 'ImplementationSpecific'))
    invalid('must be an absolute path');
  if (pathType === 'Exact' || pathType === 'Prefix') {
    for (const sequence of ['//', '/./', '/../', '%2f', '%2F'])
      if (path.includes(sequence)) invalid(`must not contain '${sequence}'`);
    for (const end of ['/..', '/.']) if (path.endsWith(end)) invalid(`cannot end with '${end}'`);
  }
  return [...errors, ...validateBackend(backend, `${at}.backend`)];
}

/** https://kubernetes.io/docs/concepts/services-networking/ingress/#the-ingress-resource */
function validateIngress({spec = {}}: KubeObject): FieldError[] {
  const {rules = [], defaultBackend, tls = [], ingressClassName} = spec;
  const errors: FieldError[] = [];
  if (rules.length === 0 && !defaultBackend)
    errors.push(
      invalidGoValue('spec', '[]networking.IngressRule(nil)', 'either `defaultBackend` or `rules` must be specified'),
    );
  if (defaultBackend) errors.push(...validateBackend(defaultBackend, 'spec.defaultBackend'));
  for (const [index, {host, http}] of (rules as Open[]).entries()) {
    const at = `spec.rules[${index}]`;
    if (host && isIP(host)) errors.push(invalidValue(`${at}.host`, host, 'must be a DNS name, not an IP address'));
    if (host) errors.push(...validateHost(host, `${at}.host`));
    if (http && !http.paths?.length) errors.push(requiredValue(`${at}.http.paths`));
    for (const [position, path] of ((http?.paths ?? []) as Open[]).entries())
      errors.push(...validatePath(path, `${at}.http.paths[${position}]`));
  }
  for (const [index, {hosts = [], secretName}] of (tls as Open[]).entries()) {
    for (const [position, host] of hosts.entries())
      errors.push(...validateHost(host, `spec.tls[${index}].hosts[${position}]`));
    if (secretName && !isDnsSubdomain(secretName))
      errors.push(invalidValue(`spec.tls[${index}].secretName`, secretName, subdomainMessage));
  }
  if (ingressClassName !== undefined && !isDnsSubdomain(ingressClassName))
    errors.push(invalidValue('spec.ingressClassName', ingressClassName, subdomainMessage));
  return errors;
}

function validatePolicyPorts(ports: readonly Open[], at: string): FieldError[] {
  return ports.flatMap(({port, protocol}, index) => [
    ...(protocol === undefined || ['TCP', 'UDP', 'SCTP'].includes(protocol)
      ? []
      : [unsupportedValue(`${at}[${index}].protocol`, protocol, ['TCP', 'UDP', 'SCTP'])]),
    ...(typeof port === 'number' ? validatePortNumber(port, `${at}[${index}].port`) : []),
    ...(typeof port === 'string' ? validatePortName(port, `${at}[${index}].port`) : []),
  ]);
}

function validateIpBlock({cidr, except = []}: Open, at: string): FieldError[] {
  if (!cidr) return [requiredValue(`${at}.cidr`)];
  if (!readRange(cidr)) return [invalidValue(`${at}.cidr`, cidr, 'not a valid CIDR')];
  return except.flatMap((range: string, index: number) => {
    if (!readRange(range)) return [invalidValue(`${at}.except[${index}]`, range, 'not a valid CIDR')];
    return isStrictlyWithin(range, cidr)
      ? []
      : [invalidValue(`${at}.except[${index}]`, range, 'must be a strict subset of `cidr`')];
  });
}

function validatePeers(peers: readonly Open[], at: string): FieldError[] {
  return peers.flatMap(({podSelector, namespaceSelector, ipBlock}, index) => {
    const place = `${at}[${index}]`;
    const errors = [
      ...(podSelector ? validateSelector(podSelector, `${place}.podSelector`) : []),
      ...(namespaceSelector ? validateSelector(namespaceSelector, `${place}.namespaceSelector`) : []),
      ...(ipBlock ? validateIpBlock(ipBlock, `${place}.ipBlock`) : []),
    ];
    if (!podSelector && !namespaceSelector && !ipBlock) errors.push(requiredValue(place, 'must specify a peer'));
    else if (ipBlock && (podSelector || namespaceSelector))
      errors.push(forbiddenField(place, 'may not specify both ipBlock and another peer'));
    return errors;
  });
}

/** https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource */
function validateNetworkPolicy({spec = {}}: KubeObject): FieldError[] {
  const directions = [
    ['ingress', 'from'],
    ['egress', 'to'],
  ] as const;
  const errors = validateSelector(spec.podSelector ?? {}, 'spec.podSelector');
  for (const [direction, peers] of directions)
    for (const [index, rule] of ((spec[direction] ?? []) as Open[]).entries()) {
      const at = `spec.${direction}[${index}]`;
      errors.push(...validatePolicyPorts(rule.ports ?? [], `${at}.ports`));
      errors.push(...validatePeers(rule[peers] ?? [], `${at}.${peers}`));
    }
  const types: readonly string[] = spec.policyTypes ?? [];
  return [
    ...errors,
    ...types.flatMap((type, index) =>
      type === 'Ingress' || type === 'Egress'
        ? []
        : [unsupportedValue(`spec.policyTypes[${index}]`, type, ['Ingress', 'Egress'])],
    ),
  ];
}

function validateEndpointAddresses(addresses: readonly Open[], at: string): FieldError[] {
  return addresses.flatMap(({ip = '', hostname}, index) => [
    ...(isIP(ip)
      ? []
      : [invalidValue(`${at}[${index}].ip`, ip, 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)')]),
    ...(hostname && !isDnsLabel(hostname) ? [invalidValue(`${at}[${index}].hostname`, hostname, labelMessage)] : []),
    ...validateTrafficAddress(ip, `${at}[${index}].ip`),
  ]);
}

function validateEndpoints({subsets = []}: KubeObject): FieldError[] {
  return subsets.flatMap(({addresses = [], notReadyAddresses = [], ports = []}: Open, index: number) => {
    const at = `subsets[${index}]`;
    return [
      ...(addresses.length + notReadyAddresses.length === 0
        ? [requiredValue(at, 'must specify `addresses` or `notReadyAddresses`')]
        : []),
      ...validateEndpointAddresses(addresses, `${at}.addresses`),
      ...validateEndpointAddresses(notReadyAddresses, `${at}.notReadyAddresses`),
      ...ports.flatMap(({name, port, protocol}: Open, position: number) => [
        ...(ports.length > 1 && !name ? [requiredValue(`${at}.ports[${position}].name`)] : []),
        ...(name && !isDnsLabel(name) ? [invalidValue(`${at}.ports[${position}].name`, name, labelMessage)] : []),
        ...validatePortNumber(port, `${at}.ports[${position}].port`),
        ...(['SCTP', 'TCP', 'UDP'].includes(protocol)
          ? []
          : [unsupportedValue(`${at}.ports[${position}].protocol`, protocol, ['SCTP', 'TCP', 'UDP'])]),
      ]),
    ];
  });
}

/** What OpenAPI does not say about the kinds that lead traffic. */
export const networkingValidators: Readonly<Record<string, (object: KubeObject) => FieldError[]>> = {
  'ingresses.networking.k8s.io': validateIngress,
  'networkpolicies.networking.k8s.io': validateNetworkPolicy,
  endpoints: validateEndpoints,
};
