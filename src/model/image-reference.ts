/** Where an image is: a registry, a repository in it, and a tag, a digest, or both. */
export interface ImageReference {
  /** Host with its port where one is named: `docker.io`, `localhost:5000`. */
  readonly registry: string;
  /** Path inside the registry, such as `library/busybox`. */
  readonly repository: string;
  readonly tag?: string;
  /** `sha256:…`; where it is there, it decides. */
  readonly digest?: string;
}

/** https://github.com/distribution/reference: what a path, a tag and a digest may look like. */
const component = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const path = new RegExp(`^${component}(?:/${component})*$`);
const host =
  /^(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*|\[[0-9a-fA-F:]+\])(?::\d{1,5})?$/;
const tagPattern = /^\w[\w.-]{0,127}$/;
const digestPattern = /^sha256:[0-9a-f]{64}$/;
const longestPath = 255;

/** A first part that names a registry has a dot or a port, or is localhost; all else is Docker Hub's. */
const isHost = (part: string) => part === 'localhost' || /[.:]/.test(part);

/** `HOST/PATH` split, as container runtimes split it; undefined where it is no name. */
export function parseImageName(name: string): Pick<ImageReference, 'registry' | 'repository'> | undefined {
  const slash = name.indexOf('/');
  const first = slash < 0 ? '' : name.slice(0, slash);
  const named = isHost(first) ? first : 'docker.io';
  const rest = isHost(first) ? name.slice(slash + 1) : name;
  const registry = named === 'index.docker.io' ? 'docker.io' : named;
  const repository = registry === 'docker.io' && !rest.includes('/') ? `library/${rest}` : rest;
  if (!host.test(registry) || !path.test(repository) || repository.length > longestPath) return undefined;
  return {registry, repository};
}

/** A reference as container runtimes read it: Docker Hub and `latest` are what is left out. Undefined where it is none. */
export function parseImageReference(text: string): ImageReference | undefined {
  const [named = '', digest, ...more] = text.trim().split('@');
  if (more.length > 0 || (digest !== undefined && !digestPattern.test(digest))) return undefined;
  const tag = /:([^/:]*)$/.exec(named)?.[1];
  // `localhost:5000/a` has a port and no tag: what follows the colon holds a slash.
  const name = parseImageName(tag === undefined ? named : named.slice(0, -tag.length - 1));
  if (name === undefined || (tag !== undefined && !tagPattern.test(tag))) return undefined;
  if (digest !== undefined) return {...name, ...(tag === undefined ? {} : {tag}), digest};
  return {...name, tag: tag ?? 'latest'};
}

/** `HOST/PATH`. */
export function formatImageName({registry, repository}: Pick<ImageReference, 'registry' | 'repository'>): string {
  return `${registry}/${repository}`;
}

/** The whole reference, nothing left out. */
export function formatImageReference(reference: ImageReference): string {
  const {tag, digest} = reference;
  const name = formatImageName(reference);
  return `${name}${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`;
}
