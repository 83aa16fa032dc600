import type {CloudState} from '../cloud-state.js';
import type {Json} from '../json.js';

/** A resource with everything above it, nearest first. */
function listAncestry(state: CloudState, resource: string): string[] {
  const [collection, id = ''] = resource.split('/');
  if (collection === 'projects') {
    const parent = state.projects[id]?.parent;
    return [resource, ...(parent ? listAncestry(state, `${parent.type}s/${parent.id}`) : [])];
  }
  const parent = collection === 'folders' ? state.folders[id]?.parent : undefined;
  return [resource, ...(parent ? listAncestry(state, parent) : [])];
}

/** Constraints whose values are a list; the others are on or off. */
const isList = (constraint: string) =>
  /^(gcp\.|compute\.vmExternalIpAccess|iam\.allowedPolicyMemberDomains)/.test(constraint);

/**
 * The rules in force on a resource: those of the nearest policy above it, or the constraint's default.
 * https://cloud.google.com/resource-manager/docs/organization-policy/understanding-hierarchy
 */
export function selectEffectiveRules(state: CloudState, resource: string, constraint: string): readonly Json[] {
  for (const ancestor of listAncestry(state, resource)) {
    const rules = state.orgPolicies[`${ancestor}/policies/${constraint}`];
    if (rules) return rules;
  }
  return isList(constraint) ? [{allowAll: true}] : [{enforce: false}];
}

/** Whether a constraint that is on or off is on for a project. */
export function isEnforced(state: CloudState, projectId: string, constraint: string): boolean {
  return selectEffectiveRules(state, `projects/${projectId}`, constraint).some(({enforce}) => enforce === true);
}

/** Whether a list constraint lets a project use a value; `matches` knows the groups that a rule may name. */
export function isValueAllowed(
  state: CloudState,
  projectId: string,
  constraint: string,
  matches: (ruleValue: string) => boolean,
): boolean {
  return selectEffectiveRules(state, `projects/${projectId}`, constraint).every(
    ({denyAll, values}) =>
      denyAll !== true &&
      !values?.deniedValues?.some(matches) &&
      (!values?.allowedValues?.length || values.allowedValues.some(matches)),
  );
}
