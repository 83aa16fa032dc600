/** Root of the self links that Compute Engine writes. */
const computeRoot = 'https://www.googleapis.com/compute/v1/';

/** The self link of a path such as `projects/p/global/networks/n`. */
export function formatLink(path: string): string {
  return `${computeRoot}${path}`;
}

/** The path behind a full, partial or bare reference: `global/networks/n` and a URL become the same. */
export function parseLink(reference: string, project: string): string {
  const path = reference.replace(/^https?:\/\/[^/]+\/(compute\/[^/]+\/)?/, '').replace(/^\//, '');
  return path.startsWith('projects/') ? path : `projects/${project}/${path}`;
}

/** The last segment of a reference. */
export function lastSegment(reference: string): string {
  return reference.split('/').pop() ?? '';
}
