import type {ResourceDefinition} from './resource-definition.js';

/** The resources a server serves at the moment: the built-in ones and those of established definitions. */
export interface Registry {
  /** In discovery's order: built-in groups first, custom ones as they were established. */
  list(): readonly ResourceDefinition[];
  find(group: string, version: string, plural: string): ResourceDefinition | undefined;
  findByKind(group: string, version: string, kind: string): ResourceDefinition | undefined;
  /** Replaces all versions of a custom resource; an empty list takes it away. */
  setCustom(collection: string, resources: readonly ResourceDefinition[]): void;
  /** Serves other built-in resources, as another version of Kubernetes does. */
  setBuiltIns(resources: readonly ResourceDefinition[]): void;
  /** Grows with each change; discovery documents made at another count are stale. */
  readonly revision: number;
}

/** A registry that starts with `initial`, the built-in resources. */
export function createRegistry(initial: readonly ResourceDefinition[]): Registry {
  let builtIns = initial;
  const custom = new Map<string, readonly ResourceDefinition[]>();
  let revision = 0;
  let all: readonly ResourceDefinition[] = builtIns;
  let byPath = new Map<string, ResourceDefinition>();
  let byKind = new Map<string, ResourceDefinition>();
  const index = () => {
    all = [...builtIns, ...[...custom.values()].flat()];
    byPath = new Map(all.map((resource) => [`${resource.group}/${resource.version}/${resource.plural}`, resource]));
    byKind = new Map(all.map((resource) => [`${resource.group}/${resource.version}/${resource.kind}`, resource]));
    revision += 1;
  };
  index();
  return {
    list: () => all,
    find: (group, version, plural) => byPath.get(`${group}/${version}/${plural}`),
    findByKind: (group, version, kind) => byKind.get(`${group}/${version}/${kind}`),
    setCustom(collection, resources) {
      if (resources.length === 0) custom.delete(collection);
      else custom.set(collection, resources);
      index();
    },
    setBuiltIns(resources) {
      builtIns = resources;
      index();
    },
    get revision() {
      return revision;
    },
  };
}
