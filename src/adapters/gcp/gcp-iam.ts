import {CloudFailure} from '../../model/cloud-failure.js';
import type {Iam} from '../../model/ports/iam.js';
import {createDiscoveryOptions} from './create-discovery-options.js';
import type {GoogleSession} from './google-session.js';
import {callCloud, callCloudOptional} from './to-cloud-failure.js';

export function GcpIam(session: GoogleSession): Iam {
  const accounts = async () => {
    const {iam} = await import('@googleapis/iam');
    return iam({version: 'v1', ...(await createDiscoveryOptions(session, 'iam'))}).projects.serviceAccounts;
  };
  return {
    getServiceAccount: (project, email) =>
      callCloudOptional('iam.serviceAccounts.get', async () => {
        const {data} = await (await accounts()).get({name: `projects/${project}/serviceAccounts/${email}`});
        return {
          email: data.email ?? email,
          uniqueId: data.uniqueId ?? '',
          displayName: data.displayName ?? '',
          description: data.description ?? '',
          isDisabled: data.disabled === true,
        };
      }),
    createServiceAccount: (project, request) =>
      callCloud('serviceAccounts.create', async () => {
        const serviceAccount = {displayName: request.displayName, description: request.description};
        await (await accounts()).create({
          name: `projects/${project}`,
          requestBody: {accountId: request.accountId, serviceAccount},
        });
      }),
    listKeys: (email) =>
      callCloud('iam.serviceAccountKeys.list', async () => {
        const {data} = await (await accounts()).keys.list({
          name: `projects/-/serviceAccounts/${email}`,
          keyTypes: ['USER_MANAGED'],
        });
        return (data.keys ?? []).map((key) => ({
          id: key.name?.split('/').at(-1) ?? '',
          createdAt: key.validAfterTime ?? '',
          ...(key.validBeforeTime == null ? {} : {validBefore: key.validBeforeTime}),
        }));
      }),
    createKey: (email) =>
      callCloud('serviceAccounts.keys.create', async () => {
        const {data} = await (await accounts()).keys.create({
          name: `projects/-/serviceAccounts/${email}`,
          requestBody: {},
        });
        if (data.privateKeyData == null)
          throw new CloudFailure('unknown', 'the answer holds no key', {action: 'serviceAccounts.keys.create'});
        return {
          id: data.name?.split('/').at(-1) ?? '',
          json: Buffer.from(data.privateKeyData, 'base64').toString('utf8'),
        };
      }),
    deleteKey: (email, id) =>
      callCloud('serviceAccounts.keys.delete', async () => {
        await (await accounts()).keys.delete({name: `projects/-/serviceAccounts/${email}/keys/${id}`});
      }),
  };
}
