import type {Try} from '../model/diagnostic.js';

/** The smallest usual role for permissions that begin so; the first that fits. https://cloud.google.com/iam/docs/roles-permissions */
const roles: ReadonlyArray<readonly [beginning: string, role: string]> = [
  ['container.clusters.', 'roles/container.clusterAdmin'],
  ['container.operations.', 'roles/container.clusterAdmin'],
  ['container.', 'roles/container.admin'],
  ['compute.firewalls.', 'roles/compute.securityAdmin'],
  ['compute.disks.', 'roles/compute.storageAdmin'],
  ['compute.', 'roles/compute.networkAdmin'],
  ['storage.', 'roles/storage.admin'],
  ['dns.', 'roles/dns.admin'],
  ['iam.serviceAccounts.actAs', 'roles/iam.serviceAccountUser'],
  ['iam.serviceAccountKeys.', 'roles/iam.serviceAccountKeyAdmin'],
  ['iam.serviceAccounts.', 'roles/iam.serviceAccountAdmin'],
  ['serviceusage.', 'roles/serviceusage.serviceUsageAdmin'],
  ['billing.', 'roles/billing.user'],
  ['resourcemanager.projects.create', 'roles/resourcemanager.projectCreator'],
  ['resourcemanager.projects.', 'roles/resourcemanager.projectIamAdmin'],
];

/** Who can lift the refusal of a permission, and how; nothing where `missing` names no permission of Google's. */
export function suggestGrant(missing: string | undefined): readonly Try[] {
  const role = missing === undefined ? undefined : roles.find(([beginning]) => missing.startsWith(beginning))?.[1];
  if (role === undefined) return [];
  const [text, command] =
    role === 'roles/billing.user'
      ? [
          'Ask an administrator of the billing account',
          `gcloud billing accounts add-iam-policy-binding ACCOUNT --role=${role} --member=user:YOU`,
        ]
      : role === 'roles/resourcemanager.projectCreator'
        ? [
            'Ask an administrator of the organization or folder',
            `gcloud organizations add-iam-policy-binding ORGANIZATION --role=${role} --member=user:YOU`,
          ]
        : [
            'Ask an owner or Project IAM Admin of the project',
            `gcloud projects add-iam-policy-binding PROJECT --role=${role} --member=user:YOU`,
          ];
  return [{text: `${text} for ${missing}, which ${role} holds, for the account that the message names.`, command}];
}
