import {CloudFailure} from '../../model/cloud-failure.js';
import type {OrgPolicies} from '../../model/ports/org-policies.js';
import type {GoogleSession} from './google-session.js';
import {sendGoogle} from './send-google.js';
import {callCloud} from './to-cloud-failure.js';

/** https://cloud.google.com/resource-manager/docs/reference/orgpolicy/rest/v2/organizations.policies#PolicyRule */
interface PolicyBody {
  readonly spec?: {
    readonly rules?: ReadonlyArray<{
      readonly enforce?: boolean;
      readonly allowAll?: boolean;
      readonly denyAll?: boolean;
      readonly values?: {readonly allowedValues?: readonly string[]; readonly deniedValues?: readonly string[]};
    }>;
  };
}

/** What the method asks for, so that a refusal without words can be told apart. */
const action = 'orgpolicy.policy.get';

/** Organization policies through version 2 of their API, which knows the managed constraints as well. */
export function GcpOrgPolicies(session: GoogleSession): OrgPolicies {
  return {
    fetchEffective: (resource, constraint) =>
      callCloud(action, async () => {
        const path = `/v2/${resource}/policies/${constraint}:getEffectivePolicy`;
        const {spec} = await sendGoogle<PolicyBody>(session, {service: 'orgpolicy', path});
        if (spec === undefined)
          throw new CloudFailure('unknown', `the answer for ${constraint} holds no rules`, {action});
        const rules = spec.rules ?? [];
        return {
          isEnforced: rules.some(({enforce}) => enforce === true),
          deniesAll: rules.some(({denyAll}) => denyAll === true),
          allowed: rules.flatMap(({values}) => values?.allowedValues ?? []),
          denied: rules.flatMap(({values}) => values?.deniedValues ?? []),
        };
      }),
  };
}
