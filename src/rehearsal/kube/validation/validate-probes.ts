import {type FieldError, forbiddenField, invalidValue, requiredValue} from '../http/field-error.js';
import type {Open} from '../object/kube-object.js';

const isPortLike = (port: unknown) =>
  typeof port === 'number'
    ? port >= 1 && port <= 65_535
    : typeof port === 'string' &&
      /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(port) &&
      port.length <= 15 &&
      /[a-z]/.test(port);

function validateAction(action: Open, path: string): FieldError[] {
  const kinds = ['exec', 'httpGet', 'tcpSocket', 'grpc'].filter((kind) => action[kind]);
  if (kinds.length === 0) return [requiredValue(path, 'must specify a handler type')];
  const errors: FieldError[] = kinds
    .slice(1)
    .map((kind) => forbiddenField(`${path}.${kind}`, 'may not specify more than 1 handler type'));
  if (action.exec && !action.exec.command?.length) errors.push(requiredValue(`${path}.exec.command`));
  for (const kind of ['httpGet', 'tcpSocket', 'grpc']) {
    const port = action[kind]?.port;
    if (action[kind] && !isPortLike(port))
      errors.push(invalidValue(`${path}.${kind}.port`, port ?? 0, 'must be between 1 and 65535, inclusive'));
  }
  return errors;
}

/** What is wrong with a probe; liveness and startup probes succeed at once or not at all. */
export function validateProbe(probe: Open, path: string, succeedsOnce: boolean): FieldError[] {
  if (!probe) return [];
  const errors = validateAction(probe, path);
  for (const name of [
    'initialDelaySeconds',
    'timeoutSeconds',
    'periodSeconds',
    'successThreshold',
    'failureThreshold',
  ]) {
    if ((probe[name] ?? 0) < 0)
      errors.push(invalidValue(`${path}.${name}`, probe[name], 'must be greater than or equal to 0'));
  }
  if (succeedsOnce && (probe.successThreshold ?? 1) !== 1)
    errors.push(invalidValue(`${path}.successThreshold`, probe.successThreshold, 'must be 1'));
  return errors;
}

/** What is wrong with a container's lifecycle handlers. */
export function validateHandlers(lifecycle: Open, path: string): FieldError[] {
  return ['postStart', 'preStop'].flatMap((name) =>
    lifecycle?.[name] ? validateAction(lifecycle[name], `${path}.${name}`) : [],
  );
}
