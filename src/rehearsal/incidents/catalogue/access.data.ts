import type {Incident} from '../incident.js';

const project = {meaning: 'project', usual: {from: 'project'}} as const;
const deployer = {meaning: 'service account', usual: {from: 'deployer'}} as const;

/** Who is no longer let do what. */
export const accessIncidents: readonly Incident[] = [
  {
    id: 'permission-revoked',
    title: 'A role of the deployer is taken away midway',
    plane: 'google',
    cause: 'Somebody, or a policy robot, removes a role binding of the deployer’s service account.',
    symptoms: {
      google: '403 PERMISSION_DENIED, naming a permission of the role; the policy lacks the binding',
      cluster: '“is forbidden … requires one of [container.…] permission(s)” where the role gave access to the cluster',
    },
    truth: {
      plane: 'google',
      link: 'iam/binding-missing',
      object: 'projects/{project} {role} serviceAccount:{account}',
    },
    cure: ['gcloud projects add-iam-policy-binding {project} --member serviceAccount:{account} --role {role}'],
    parameters: {project, account: deployer, role: {meaning: 'role', usual: 'roles/container.admin'}},
    effects: [
      {
        on: 'cloud-state',
        change: {
          kind: 'revoke',
          resource: 'projects/{project}',
          role: '{role}',
          member: 'serviceAccount:{account}',
        },
      },
    ],
  },
  {
    id: 'operator-token-expired',
    title: 'The operator’s access token has expired',
    plane: 'google',
    cause: 'An access token lasts about an hour.',
    symptoms: {google: '401 UNAUTHENTICATED, ACCESS_TOKEN_EXPIRED', cluster: '“You must be logged in to the server”'},
    truth: {plane: 'google', link: 'credentials/token-expired', object: '{operator}'},
    cure: ['gcloud auth application-default login'],
    parameters: {operator: {meaning: 'person', usual: {from: 'operator'}}},
    effects: [{on: 'cloud-state', change: {kind: 'expire-tokens', email: '{operator}'}}],
  },
  {
    id: 'deployer-token-expired',
    title: 'The deployer’s access tokens have expired',
    plane: 'google',
    cause: 'A wait took longer than the hour that an access token lasts.',
    symptoms: {
      google: '401 UNAUTHENTICATED until the client asks for a new token',
      cluster: '401 Unauthorized likewise',
    },
    truth: {plane: 'google', link: 'credentials/token-expired', object: '{account}'},
    cure: ['Ask for a new token with the key; a client library does so by itself.'],
    parameters: {account: deployer},
    effects: [{on: 'cloud-state', change: {kind: 'expire-tokens', email: '{account}'}}],
  },
  {
    id: 'key-deleted',
    title: 'The deployer’s key is deleted',
    plane: 'google',
    cause: 'Somebody deletes the key, or a policy forbids keys of that age.',
    symptoms: {
      google:
        'the token endpoint answers invalid_grant, “Invalid JWT Signature.”; gcloud iam service-accounts keys list lacks the key',
      cluster: '401 Unauthorized once the present token ends',
    },
    truth: {plane: 'google', link: 'credentials/key-deleted', object: '{account}'},
    cure: ['gcloud iam service-accounts keys create FILE --iam-account {account}'],
    parameters: {account: deployer},
    effects: [
      {on: 'cloud-state', change: {kind: 'delete-keys', email: '{account}'}},
      {on: 'cloud-state', change: {kind: 'expire-tokens', email: '{account}'}},
    ],
  },
  {
    id: 'account-disabled',
    title: 'The deployer’s service account is disabled',
    plane: 'google',
    cause: 'Somebody disables the account, as a response to a leaked key.',
    symptoms: {google: '401; the account says disabled: true', cluster: '401 Unauthorized'},
    truth: {plane: 'google', link: 'credentials/account-disabled', object: '{account}'},
    cure: ['gcloud iam service-accounts enable {account}'],
    parameters: {account: deployer},
    effects: [{on: 'cloud-state', change: {kind: 'disable-account', email: '{account}'}}],
  },
  {
    id: 'api-disabled',
    title: 'An API of the project is disabled',
    plane: 'google',
    cause: 'Somebody disables the API, or an organisation policy does.',
    symptoms: {
      google: '403 SERVICE_DISABLED, “has not been used in project … before or it is disabled”',
      cluster: 'what is there runs on',
    },
    truth: {plane: 'google', link: 'services/disabled', object: 'projects/{project}/services/{service}'},
    cure: ['gcloud services enable {service} --project {project}', 'Wait some minutes until it is felt.'],
    parameters: {project, service: {meaning: 'API', usual: 'container.googleapis.com'}},
    effects: [{on: 'cloud-state', change: {kind: 'disable-service', projectId: '{project}', service: '{service}'}}],
  },
  {
    id: 'billing-unlinked',
    title: 'The project is no longer billed',
    plane: 'google',
    cause: 'The billing account was closed or unlinked.',
    symptoms: {google: 'billingEnabled is false; paid APIs refuse to be enabled', cluster: 'nothing at once'},
    truth: {plane: 'google', link: 'billing/unlinked', object: 'projects/{project}'},
    cure: ['gcloud billing projects link {project} --billing-account ACCOUNT'],
    parameters: {project},
    effects: [{on: 'cloud-state', change: {kind: 'unlink-billing', projectId: '{project}'}}],
  },
  {
    id: 'operator-outside-networks',
    title: 'You come from an address that the control plane does not answer',
    plane: 'google',
    cause:
      'The VPN is off, or the office has another address since yesterday: none of the authorized networks holds it.',
    symptoms: {
      google: 'the cluster is RUNNING, its masterAuthorizedNetworksConfig lacks your address',
      cluster: 'TLS handshake timeout, i/o timeout; the platform itself runs on',
    },
    truth: {plane: 'google', link: 'cluster/unauthorized-network', object: '{cluster}'},
    cure: [
      'gcloud container clusters update NAME --location LOCATION --enable-master-authorized-networks --master-authorized-networks EVERY_NETWORK_THAT_STANDS_THERE,{address}/32',
    ],
    parameters: {
      cluster: {meaning: 'path of the cluster', usual: {from: 'cluster'}},
      address: {meaning: 'the address that you come from', usual: '192.0.2.66'},
    },
    effects: [{on: 'cloud-state', change: {kind: 'move-operator', address: '{address}'}}],
  },
  {
    id: 'policy-conflict',
    title: 'Somebody else writes the IAM policy at the same time',
    plane: 'google',
    cause: 'Another tool changes the policy between reading and writing.',
    symptoms: {google: '409 ABORTED, “There were concurrent policy changes.”', cluster: 'nothing'},
    truth: {plane: 'google', link: 'iam/etag-conflict', object: 'projects/{project}'},
    cure: ['Read the policy again and write again.'],
    parameters: {project, times: {meaning: 'how many writes are refused', usual: 2}},
    effects: [
      {
        on: 'cloud',
        fault: {
          kind: 'refuse',
          methods: 'cloudresourcemanager\\.v\\d\\.projects\\.setIamPolicy',
          times: '{times}',
          status: 409,
          statusName: 'ABORTED',
          reason: 'aborted',
          message:
            "There were concurrent policy changes. Please retry the whole read-modify-write with exponential backoff. The request's ETag did not match the current policy's ETag.",
        },
      },
    ],
  },
];
