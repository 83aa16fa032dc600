/**
 * Derives scripts/google-methods.json, the methods of the services that the rehearsal serves some of, from a public
 * table of REST methods and their permissions.
 * Usage: node scripts/derive-google-methods.ts <gcp-method-permissions.json.gz>
 */
import {readFileSync, writeFileSync} from 'node:fs';
import {gunzipSync} from 'node:zlib';

const [path] = process.argv.slice(2);
if (!path) throw new Error('usage: node scripts/derive-google-methods.ts <gcp-method-permissions.json.gz>');
const table = JSON.parse(gunzipSync(readFileSync(path)).toString()) as {
  readonly source: string;
  readonly methods: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
};
const methods = Object.fromEntries(
  Object.entries(table.methods).map(([service, known]) => {
    const names = Object.keys(known).map((method) => method.slice(service.length + 1));
    // Zonal twins of GKE's methods are served by the same routes as those of locations.
    return [service, names.filter((name) => service !== 'container' || !name.startsWith('projects.zones.')).sort()];
  }),
);
writeFileSync(
  new URL('google-methods.json', import.meta.url),
  `${JSON.stringify({source: table.source, methods}, null, 1)}\n`,
);
