import {createBuiltInResources} from '../src/rehearsal/kube/registry/built-in-resources.js';
import {formatApiVersion} from '../src/rehearsal/kube/registry/resource-definition.js';
import {
  unservedBehaviour,
  unservedPaths,
  unservedResources,
  unservedSubresources,
} from '../src/rehearsal/kube/server/unserved.js';

/** The version of Kubernetes that the list is made for. */
const minor = 27;

/** What is served of the Kubernetes API, group by group, and what answers 501. */
export function formatKubernetesCoverage(): string[] {
  const unserved = new Set<string>([...unservedResources, ...unservedSubresources]);
  const groups = Map.groupBy(createBuiltInResources(minor), formatApiVersion);
  const lines = [...groups].map(([groupVersion, resources]) => {
    const names = resources.flatMap(({plural, subresources}) => [
      plural,
      ...subresources.map(({name}) => `${plural}/${name}`),
    ]);
    return `- ${groupVersion}: ${names.filter((name) => !unserved.has(name)).join(', ')}`;
  });
  return [
    `## Kubernetes 1.${minor}`,
    '',
    'Served, beside discovery, OpenAPI 2 and 3, `/version`, `/healthz`, `/livez`, `/readyz` and whatever CustomResourceDefinitions define:',
    '',
    ...lines,
    '',
    `501: ${[...unservedPaths, ...unservedResources, ...unservedSubresources].map((name) => `\`${name}\``).join(', ')}`,
    '',
    'Missing besides:',
    '',
    ...unservedBehaviour.map((line) => `- ${line}`),
    '',
  ];
}
