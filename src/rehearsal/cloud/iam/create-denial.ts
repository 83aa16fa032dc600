import {CloudRefusal} from '../http/cloud-refusal.js';
import type {Json} from '../json.js';

function createErrorInfo(permission: string, resource: string, service: string): Json {
  return {
    '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
    reason: 'IAM_PERMISSION_DENIED',
    domain: service,
    metadata: {permission, resource},
  };
}

/** Removes the collection names that compute's messages keep and IAM's do not. */
function formatProject(resource: string): string {
  return /^projects\/[^/]+/.exec(resource)?.[0] ?? resource;
}

/** The refusal of a caller who lacks `permission`, in the words of the service that was asked. */
export function createDenial(service: string, permission: string, resource: string, email: string): CloudRefusal {
  switch (service) {
    case 'container.googleapis.com':
      return new CloudRefusal(403, `Required "${permission}" permission(s) for "${formatProject(resource)}".`);
    case 'compute.googleapis.com':
      return new CloudRefusal(403, `Required '${permission}' permission for '${resource}'`, {status: ''});
    case 'dns.googleapis.com':
      return new CloudRefusal(403, 'Forbidden');
    case 'storage.googleapis.com': {
      const kind = resource.startsWith('b/') ? 'bucket' : 'project';
      return new CloudRefusal(
        403,
        `${email} does not have ${permission} access to the Google Cloud ${kind === 'bucket' ? 'Storage bucket' : 'project'}. Permission '${permission}' denied on resource (or it may not exist).`,
        {status: ''},
      );
    }
    case 'iam.googleapis.com':
      return new CloudRefusal(403, `Permission '${permission}' denied on resource (or it may not exist).`, {
        details: [createErrorInfo(permission, resource, service)],
      });
    case 'orgpolicy.googleapis.com': {
      const name = `//cloudresourcemanager.googleapis.com/${resource}`;
      return new CloudRefusal(403, `Permission '${permission}' denied on resource '${name}' (or it may not exist).`, {
        reason: '',
        details: [createErrorInfo(permission, resource, 'cloudresourcemanager.googleapis.com')],
      });
    }
    case 'artifactregistry.googleapis.com':
    case 'cloudquotas.googleapis.com':
      return new CloudRefusal(
        403,
        `Permission '${permission}' denied on resource '//${service}/${resource}' (or it may not exist).`,
        {reason: '', details: [createErrorInfo(permission, resource, service)]},
      );
    case 'serviceusage.googleapis.com':
      return new CloudRefusal(
        403,
        `Permission denied for consumer [${formatProject(resource)}] to use this method; ${permission} is missing.`,
        {
          reason: '',
          details: [createErrorInfo(permission, resource, service)],
        },
      );
    default:
      return new CloudRefusal(403, 'The caller does not have permission', {reason: ''});
  }
}
