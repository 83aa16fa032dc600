import type {KnownVulnerability} from '../containeranalysis/list-occurrences.js';
import type {RecordSet} from '../dns/managed-zones.js';
import type {Json} from '../json.js';

/** A change that somebody or something makes behind the operator's back, at once and without asking IAM. */
export type CloudIntervention =
  | {readonly kind: 'grant' | 'revoke'; readonly resource: string; readonly role: string; readonly member: string}
  | {
      readonly kind: 'set-limit';
      readonly projectId: string;
      readonly region?: string;
      readonly metric: string;
      readonly limit: number;
    }
  | {readonly kind: 'disable-service'; readonly projectId: string; readonly service: string}
  | {readonly kind: 'unlink-billing'; readonly projectId: string}
  /** Sets an organization policy; `resource` is `projects/ID`, `folders/ID` or `organizations/ID`. */
  | {
      readonly kind: 'set-org-policy';
      readonly resource: string;
      readonly constraint: string;
      readonly rules: ReadonlyArray<{
        readonly enforce?: boolean;
        readonly denyAll?: boolean;
        readonly values?: {readonly allowedValues?: readonly string[]; readonly deniedValues?: readonly string[]};
      }>;
    }
  | {readonly kind: 'request-deletion'; readonly projectId: string}
  | {readonly kind: 'delete-keys'; readonly email: string}
  | {readonly kind: 'expire-tokens'; readonly email: string}
  | {readonly kind: 'disable-account'; readonly email: string}
  | {readonly kind: 'degrade-cluster'; readonly cluster: string; readonly code: string; readonly message: string}
  | {readonly kind: 'recover-cluster'; readonly cluster: string}
  | {readonly kind: 'maintain-cluster'; readonly cluster: string; readonly seconds: number}
  | {readonly kind: 'delete-firewall' | 'disable-firewall'; readonly projectId: string; readonly name: string}
  /** Puts one entry of the state back as it was; without a value the entry goes. Undoes other interventions. */
  | {readonly kind: 'restore'; readonly path: readonly string[]; readonly value?: Json}
  /** Takes images away from their registries; `image` is a regular expression over `HOST/PATH:TAG`. */
  | {readonly kind: 'withdraw-image'; readonly image: string}
  /** Makes a vulnerability of images known; `image` is a regular expression over `HOST/PATH`. */
  | ({readonly kind: 'publish-vulnerability'} & KnownVulnerability)
  /** Whoever works with the world comes from another address from now on. */
  | {readonly kind: 'move-operator'; readonly address: string}
  | {readonly kind: 'delegate'; readonly dnsName: string; readonly nameServers: readonly string[]}
  | {readonly kind: 'put-record'; readonly projectId: string; readonly zone: string; readonly record: RecordSet}
  | {
      readonly kind: 'remove-record';
      readonly projectId: string;
      readonly zone: string;
      readonly name: string;
      readonly type: string;
    };
