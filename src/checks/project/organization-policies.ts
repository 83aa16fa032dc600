import type {Check, CheckInputs, Judgement} from '../../model/finding.js';
import {selectRegion, selectZone} from '../../model/location.js';
import type {EffectivePolicy} from '../../model/ports/org-policies.js';
import {about} from '../about.js';
import {type Constraint, orgPoliciesProbe} from '../probes/org-policies-probe.js';
import {readFact} from '../read-fact.js';
import {isLocationAllowed} from './is-location-allowed.js';

type Sight = {readonly verdict: 'pass' | 'warn' | 'fail' | 'unknown'; readonly observed: string; readonly wish: string};

const pass = (observed: string): Sight => ({verdict: 'pass', observed, wish: ''});

/** A constraint that is on or off. */
function judgeSwitch({isEnforced}: EffectivePolicy, verdict: 'warn' | 'fail', effect: string, wish: string): Sight {
  return isEnforced ? {verdict, observed: `enforced: ${effect}`, wish} : pass('not enforced');
}

/** Everywhere that the plan puts something. */
function listLocations({config}: CheckInputs): readonly string[] {
  const region = selectRegion(config.location);
  const {conda, llm} = config.disks;
  const zones = [selectZone(config, conda.zone), ...(llm === undefined ? [] : [selectZone(config, llm.zone)])];
  const pools = config.gpuPools.flatMap((pool) => pool.zones);
  return [...new Set([region, config.location, ...zones, ...pools, (config.bucket.location ?? region).toLowerCase()])];
}

function judgeLocations(inputs: CheckInputs, policy: EffectivePolicy): Sight {
  const locations = listLocations(inputs);
  const verdicts = locations.map((location) => ({location, isAllowed: isLocationAllowed(policy, location)}));
  const refused = verdicts.filter(({isAllowed}) => isAllowed === false).map(({location}) => location);
  const said = `allowed: ${policy.allowed.join(', ') || 'all'}${policy.denied.length === 0 ? '' : `; denied: ${policy.denied.join(', ')}`}`;
  if (refused.length > 0)
    return {
      verdict: 'fail',
      observed: `${refused.join(', ')} ${refused.length === 1 ? 'is' : 'are'} refused (${policy.deniesAll ? 'all locations are denied' : said})`,
      wish: `allow ${refused.join(', ')}, or choose another location`,
    };
  if (verdicts.some(({isAllowed}) => isAllowed === undefined))
    return {verdict: 'unknown', observed: `which locations these groups hold is not known here (${said})`, wish: ''};
  return pass(
    policy.allowed.length + policy.denied.length === 0
      ? 'all locations are allowed'
      : `${locations.join(', ')} ${locations.length === 1 ? 'is' : 'are'} allowed`,
  );
}

function judgeServices({needs}: CheckInputs, {deniesAll, allowed, denied}: EffectivePolicy): Sight {
  const refused = needs.services.filter(
    (service) => deniesAll || denied.includes(service) || (allowed.length > 0 && !allowed.includes(service)),
  );
  return refused.length === 0
    ? pass('every API of the plan may be used')
    : {verdict: 'fail', observed: `${refused.join(', ')} may not be used`, wish: `allow ${refused.join(', ')}`};
}

function judgeExternalAddresses({config}: CheckInputs, {deniesAll, allowed}: EffectivePolicy): Sight {
  const hasPrivateNodes = config.cluster.private?.nodes === true;
  if (!deniesAll && allowed.length === 0) return pass('machines may have external addresses');
  if (hasPrivateNodes) return pass('restricted, and the nodes of this plan are private');
  if (config.cluster.mode === 'existing') return pass('restricted; the existing cluster has its nodes');
  return {
    verdict: 'fail',
    observed: `${deniesAll ? 'no machine' : `only ${allowed.join(', ')}`} may have an external address, and the nodes of this plan have one each`,
    wish: 'make the nodes private (cluster.private.nodes: true), or allow external addresses in this project',
  };
}

function judgeMembers({config}: CheckInputs, {deniesAll, allowed}: EffectivePolicy): Sight {
  const {zoneProject} = config.domain;
  const isElsewhere = zoneProject !== undefined && zoneProject !== config.project.id;
  if (deniesAll)
    return {
      verdict: 'fail',
      observed: 'no member may be granted anything',
      wish: 'allow the members of this organization',
    };
  if (allowed.length === 0) return pass('members of every domain may be granted roles');
  return isElsewhere
    ? {
        verdict: 'warn',
        observed: `only members of ${allowed.join(', ')} may be granted roles; the service accounts get one on project ${zoneProject} too, which is refused where that is another organization’s`,
        wish: `see that project ${zoneProject} lies in the same organization`,
      }
    : pass(`only members of ${allowed.join(', ')}; the service accounts of this plan are the organization’s own`);
}

function judge(inputs: CheckInputs, constraint: Constraint, policy: EffectivePolicy): Sight {
  switch (constraint) {
    case 'iam.disableServiceAccountKeyCreation':
    case 'iam.managed.disableServiceAccountKeyCreation':
      return judgeSwitch(
        policy,
        'fail',
        'the deployer’s key cannot be created (step 5)',
        'have the constraint lifted for this project',
      );
    case 'iam.disableServiceAccountCreation':
      return judgeSwitch(
        policy,
        'fail',
        'the deployer’s service account cannot be created (step 3)',
        'have the constraint lifted for this project, or the account made in it before',
      );
    case 'compute.requireOsLogin':
      return judgeSwitch(
        policy,
        'warn',
        'nodes are reached by SSH through OS Login alone; the installation itself does not use SSH',
        'grant roles/compute.osLogin to whoever is to log in to nodes',
      );
    case 'compute.requireShieldedVm':
      return pass(policy.isEnforced ? 'enforced, and GKE’s nodes are shielded' : 'not enforced');
    case 'compute.vmExternalIpAccess':
      return judgeExternalAddresses(inputs, policy);
    case 'gcp.resourceLocations':
      return judgeLocations(inputs, policy);
    case 'gcp.restrictServiceUsage':
      return judgeServices(inputs, policy);
    case 'iam.allowedPolicyMemberDomains':
      return judgeMembers(inputs, policy);
    default:
      return {verdict: 'unknown', observed: 'nothing is known of this constraint', wish: ''};
  }
}

export const organizationPolicies: Check = {
  id: 'project/organization-policies',
  title: 'No organization policy stands in the way of a step',
  why: 'A constraint refuses even an owner, and some only in the middle of a run: keys that may not be created, locations that may not be used.',
  docs: 'https://cloud.google.com/resource-manager/docs/organization-policy/org-policy-constraints',
  runbook: '5',
  probes: [orgPoliciesProbe],
  needs: ['credentials/identity-present', 'project/project-usable'],
  evaluate(inputs) {
    const {resource, policies} = readFact(inputs.facts, orgPoliciesProbe);
    const [collection = '', id = ''] = resource.split('/');
    const flag = `--${collection.replace(/s$/, '')}=${id}`;
    return policies.map(({constraint, ...policy}): Judgement => {
      const {verdict, observed, wish} = judge(inputs, constraint, policy);
      const matter = about({
        resource: `constraints/${constraint}`,
        expected: 'nothing that a step of this plan does is forbidden',
        evidence: `gcloud org-policies describe ${constraint} ${flag} --effective`,
      });
      if (verdict === 'pass') return matter.pass(observed);
      if (verdict === 'unknown')
        return matter.unknown(observed, {kind: 'answer', missing: `constraints/${constraint}`, message: observed});
      return matter[verdict](
        observed,
        [
          {text: `Ask the organization’s policy administrator (roles/orgpolicy.policyAdmin): ${wish}.`},
          ...(verdict === 'fail' && policy.isEnforced
            ? [
                {
                  text: 'The administrator runs:',
                  command: `gcloud org-policies set-policy /dev/stdin <<'END'\nname: projects/${inputs.config.project.id}/policies/${constraint}\nspec:\n  rules:\n  - enforce: false\nEND`,
                },
              ]
            : []),
        ],
        [`constraints/${constraint}`],
      );
    });
  },
};
