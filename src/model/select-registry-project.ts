import type {ImageReference} from './image-reference.js';

/**
 * The project that an image’s repository belongs to, where the registry is Google’s; undefined elsewhere. Projects of
 * a domain have two parts in the path: `example.com/acme` is `example.com:acme`.
 * https://cloud.google.com/artifact-registry/docs/docker/names
 */
export function selectRegistryProject({
  registry,
  repository,
}: Pick<ImageReference, 'registry' | 'repository'>): string | undefined {
  if (!/-docker\.pkg\.dev$|^([a-z]+\.)?gcr\.io$/.test(registry) || registry === 'k8s.gcr.io') return undefined;
  const [first = '', second] = repository.split('/');
  return first.includes('.') && second !== undefined ? `${first}:${second}` : first;
}
