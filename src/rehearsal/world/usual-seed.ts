import {randomBytes} from 'node:crypto';
import type {WorldSeed} from '../cloud/seed-world.js';

/** Names that `templates/config/rehearsal.yaml` relies on. */
export const usualNames = {
  organization: '123456789012',
  billingAccount: '0A1B2C-3D4E5F-6A7B8C',
  operator: 'operator@rehearsal.example',
  dnsProject: 'rehearsal-dns',
  dnsZone: 'rehearsal-example',
  dnsName: 'rehearsal.example.',
} as const;

/** A token that nobody else has; it is good on loopback and nowhere else. */
export function drawOperatorToken(): string {
  return `ya29.rehearsal-${randomBytes(24).toString('base64url')}`;
}

/**
 * What stands in a rehearsal before anything is installed: an organisation, a billing account, a
 * project with the DNS zone, and an operator with the roles that an operator of a new project has.
 */
export function createUsualSeed(token: string): WorldSeed {
  const {organization, billingAccount, operator, dnsProject, dnsZone, dnsName} = usualNames;
  return {
    organizations: [{id: organization, displayName: 'rehearsal.example'}],
    billingAccounts: [{id: billingAccount, displayName: 'Rehearsal'}],
    users: [
      {
        email: operator,
        token,
        grants: [
          {resource: `organizations/${organization}`, role: 'roles/resourcemanager.projectCreator'},
          {resource: `organizations/${organization}`, role: 'roles/browser'},
          {resource: `billingAccounts/${billingAccount}`, role: 'roles/billing.user'},
        ],
      },
    ],
    projects: [
      {
        projectId: dnsProject,
        parent: `organizations/${organization}`,
        billingAccount,
        services: [
          'dns.googleapis.com',
          'compute.googleapis.com',
          'container.googleapis.com',
          'iam.googleapis.com',
          'storage.googleapis.com',
        ],
        owners: [operator],
        dnsZones: [{name: dnsZone, dnsName}],
      },
    ],
  };
}
