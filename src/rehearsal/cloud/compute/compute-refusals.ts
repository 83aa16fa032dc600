import {CloudRefusal} from '../http/cloud-refusal.js';

/** Compute Engine's refusals carry no canonical status: https://cloud.google.com/compute/docs/troubleshooting/troubleshooting-apis */
function refuse(status: number, message: string, reason: string): CloudRefusal {
  return new CloudRefusal(status, message, {status: '', reason});
}

export function refuseMissing(path: string): CloudRefusal {
  return refuse(404, `The resource '${path}' was not found`, 'notFound');
}

export function refuseExisting(path: string): CloudRefusal {
  return refuse(409, `The resource '${path}' already exists`, 'alreadyExists');
}

export function refuseValue(field: string, value: unknown, explanation: string): CloudRefusal {
  return refuse(400, `Invalid value for field '${field}': '${value}'. ${explanation}`, 'invalid');
}

export function refuseInUse(collection: string, path: string, user: string): CloudRefusal {
  return refuse(
    400,
    `The ${collection} resource '${path}' is already being used by '${user}'`,
    'resourceInUseByAnotherResource',
  );
}

export function refuseUnready(path: string): CloudRefusal {
  return refuse(400, `The resource '${path}' is not ready`, 'resourceNotReady');
}

export function refuseQuota(metric: string, limit: number, region: string | undefined): CloudRefusal {
  const scope = region ? ` in region ${region}.` : ' globally.';
  return refuse(403, `Quota '${metric}' exceeded.  Limit: ${limit.toFixed(1)}${scope}`, 'quotaExceeded');
}
