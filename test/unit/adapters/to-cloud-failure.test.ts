import {describe, expect, it} from 'vitest';
import {toCloudFailure} from '../../../src/adapters/gcp/to-cloud-failure.js';

const body = (code: number, message: string, reason = '') => ({
  message,
  response: {status: code, data: {error: {code, message, errors: [{reason}]}}},
});

describe('toCloudFailure', () => {
  it.each([
    ['not-found', body(404, 'Not found: projects/p/zones/z/clusters/c.', 'notFound')],
    ['exists', body(409, 'Already exists: projects/p/zones/z/clusters/c.', 'alreadyExists')],
    ['permission', body(403, 'Required "container.clusters.create" permission(s) for "projects/p".', 'forbidden')],
    [
      'quota',
      body(
        403,
        "Insufficient regional quota to satisfy request: resource \"CPUS\": request requires '5.0' and is short '1.0'.",
        'forbidden',
      ),
    ],
    [
      'permission',
      body(
        400,
        'The user does not have access to service account "default". Ask a project owner to grant you the iam.serviceAccountUser role on the service account.',
        'badRequest',
      ),
    ],
    ['busy', body(400, 'Cluster is running incompatible operation operation-1.', 'failedPrecondition')],
    [
      'service-disabled',
      body(
        403,
        'Kubernetes Engine API has not been used in project p before or it is disabled.',
        'accessNotConfigured',
      ),
    ],
    ['invalid', body(400, 'Master version "1.9" is unsupported.', 'badRequest')],
    ['unauthenticated', body(401, 'Request had invalid authentication credentials.')],
    ['unavailable', body(503, 'The service is currently unavailable.')],
    ['unavailable', Object.assign(new Error('socket hang up'), {code: 'ECONNRESET'})],
    ['permission', Object.assign(new Error('7 PERMISSION_DENIED: no'), {code: 7})],
    ['not-found', Object.assign(new Error('5 NOT_FOUND: no'), {code: 5})],
  ])('calls it %s', (kind, error) => {
    expect(toCloudFailure('clusters.create', error).kind).toBe(kind);
  });

  it('names the permission that was missing', () => {
    const failure = toCloudFailure(
      'clusters.create',
      body(403, 'Required "container.clusters.create" permission(s) for "projects/p".', 'forbidden'),
    );
    expect(failure.permission).toBe('container.clusters.create');
  });

  it('leaves out how often a request was repeated', () => {
    const told =
      'Total timeout of API exceeded 20000 milliseconds retrying error Error: request to http://h/x failed, reason: connect ECONNREFUSED 127.0.0.1:1  before any response was received. : Previous errors : [{message: request to http://h/x failed}]';
    expect(toCloudFailure('operations.get', Object.assign(new Error(told), {code: 14})).message).toBe(
      'no answer: connect ECONNREFUSED 127.0.0.1:1',
    );
  });

  it.each([
    [
      "Request is disallowed by organization's constraints/gcp.restrictServiceUsage constraint for 'projects/1' attempting to use service 'dns.googleapis.com'.",
      'constraints/gcp.restrictServiceUsage',
    ],
    [
      "Request is prohibited by organization's policy. vpcServiceControlsUniqueIdentifier: ab12",
      'VPC Service Controls',
    ],
    ["Permission 'iam.serviceAccounts.get' denied on resource (or it may not exist).", 'iam.serviceAccounts.get'],
  ])('names the layer that refused: %s', (message, permission) => {
    expect(toCloudFailure('x', body(403, message, 'forbidden'))).toMatchObject({kind: 'permission', permission});
  });

  it('does not repeat what stands behind the question mark of an address', () => {
    const error = Object.assign(
      new Error('request to https://www.googleapis.com/tokeninfo?access_token=ya29.abc failed, reason: socket hang up'),
      {code: 'ECONNRESET'},
    );
    expect(toCloudFailure('tokeninfo', error).message).toBe(
      'request to https://www.googleapis.com/tokeninfo failed, reason: socket hang up',
    );
  });
});
