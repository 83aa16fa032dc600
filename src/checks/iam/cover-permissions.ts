import type {PermissionScope} from '../../model/ports/policies.js';
import {type PredefinedRole, predefinedRoles} from './predefined-roles.js';

/** Roles that close a gap, and what no predefined role that can be granted there holds. */
export interface Cover {
  readonly roles: readonly string[];
  readonly uncovered: readonly string[];
}

/** A role with what it would bring of the gap. */
interface Candidate {
  readonly name: string;
  /** Indexes of groups of permissions that the same candidates hold. */
  readonly groups: ReadonlySet<number>;
  readonly isWide: boolean;
  readonly excess: number;
}

/** Wide roles, then roles, then permissions that nobody asked for: compared in this order. */
type Cost = readonly [wide: number, roles: number, excess: number];

/** How many partial covers are looked at; gaps of this program's need a few hundred. */
const searchLimit = 50_000;

const isLess = (left: Cost, right: Cost) => {
  const at = left.findIndex((value, index) => value !== right[index]);
  return at >= 0 && (left[at] ?? 0) < (right[at] ?? 0);
};

/** A whole service's administrator or editor, such as `roles/compute.admin`, and roles for a whole job. */
const isWide = (name: string) =>
  /^roles\/[a-z]+\.(admin|editor|viewer)$|^roles\/iam\.(dataScientist|databasesAdmin|devOps|infrastructureAdmin|mlEngineer|networkAdmin|security\w+|siteReliabilityEngineer|supportUser)$/.test(
    name,
  );

/** Whether a role is granted on resources of that kind; those above projects are granted above. https://cloud.google.com/iam/docs/understanding-roles */
function isGrantable({name}: PredefinedRole, scope: PermissionScope['kind']): boolean {
  switch (scope) {
    case 'billingAccount':
      return name.startsWith('roles/billing.');
    case 'organization':
      return true;
    case 'folder':
      return !/^roles\/(billing|iam\.organization|resourcemanager\.organization)/.test(name);
    default:
      return !/^roles\/(billing\.(?!projectManager)|orgpolicy|iam\.organization|resourcemanager\.(organization|folder|projectCreator|projectMover)|iam\.(denyAdmin|accessPolicy|principalAccess))/.test(
        name,
      );
  }
}

/** Leaves out who brings nothing that another does not bring at no higher cost. */
function dropDominated(candidates: readonly Candidate[]): readonly Candidate[] {
  const isWithin = (inner: Candidate, outer: Candidate) => [...inner.groups].every((group) => outer.groups.has(group));
  const isBetter = (one: Candidate, other: Candidate, tie: boolean) =>
    isWithin(other, one) &&
    Number(one.isWide) <= Number(other.isWide) &&
    one.excess <= other.excess &&
    (tie || one.groups.size > other.groups.size || one.excess < other.excess || one.isWide !== other.isWide);
  return candidates.filter(
    (candidate, index) => !candidates.some((other, at) => at !== index && isBetter(other, candidate, at < index)),
  );
}

/** Branch and bound: the group that the fewest candidates hold is covered first. */
function search(candidates: readonly Candidate[], groupCount: number): readonly Candidate[] {
  let best: readonly Candidate[] = [];
  let bestCost: Cost | undefined;
  let looked = 0;
  const visit = (chosen: readonly Candidate[], cost: Cost): void => {
    if (looked++ > searchLimit && bestCost !== undefined) return;
    const open = Array.from({length: groupCount}, (_, group) => group).filter(
      (group) => !chosen.some(({groups}) => groups.has(group)),
    );
    if (open.length === 0) {
      if (bestCost === undefined || isLess(cost, bestCost)) [best, bestCost] = [chosen, cost];
      return;
    }
    const holders = open.map((group) => candidates.filter(({groups}) => groups.has(group)));
    const [fewest = []] = holders.sort((a, b) => a.length - b.length);
    const gain = ({groups}: Candidate) => open.filter((group) => groups.has(group)).length;
    const ordered = [...fewest].sort(
      (a, b) => Number(a.isWide) - Number(b.isWide) || gain(b) - gain(a) || a.excess - b.excess,
    );
    for (const candidate of ordered) {
      const next: Cost = [cost[0] + Number(candidate.isWide), cost[1] + 1, cost[2] + candidate.excess];
      if (bestCost === undefined || isLess(next, bestCost)) visit([...chosen, candidate], next);
    }
  };
  visit([], [0, 0, 0]);
  return best;
}

/**
 * The smallest set of predefined roles that closes a gap on a resource of that kind: no whole service's
 * administrator where smaller roles do, then the fewest roles, then the fewest permissions beside those asked for.
 */
export function coverPermissions(gap: readonly string[], scope: PermissionScope['kind']): Cover {
  const roles = predefinedRoles.filter((role) => isGrantable(role, scope));
  const holdersOf = (permission: string) =>
    roles.flatMap((role, index) => (role.permissions.has(permission) ? [index] : [])).join(',');
  const uncovered = gap.filter((permission) => holdersOf(permission) === '');
  const byHolders = Map.groupBy(
    gap.filter((permission) => !uncovered.includes(permission)),
    holdersOf,
  );
  const groups = [...byHolders.values()];
  const candidates = roles.flatMap((role): Candidate[] => {
    const own = groups.flatMap((group, index) => (role.permissions.has(group[0] ?? '') ? [index] : []));
    if (own.length === 0) return [];
    const hits = own.reduce((sum, index) => sum + (groups[index]?.length ?? 0), 0);
    return [{name: role.name, groups: new Set(own), isWide: isWide(role.name), excess: role.size - hits}];
  });
  const found = search(dropDominated(candidates), groups.length);
  return {roles: found.map(({name}) => name).sort(), uncovered};
}
