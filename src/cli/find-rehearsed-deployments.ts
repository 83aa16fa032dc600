import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';

/** Directories of deployments whose key came from a token endpoint on loopback: they were never outside a rehearsal. */
export function findRehearsedDeployments(stateRoot: string): readonly string[] {
  let names: string[];
  try {
    names = readdirSync(stateRoot);
  } catch {
    return [];
  }
  return names
    .map((name) => join(stateRoot, name))
    .filter((path) => {
      try {
        return readFileSync(join(path, 'rehearsed'), 'utf8') !== '';
      } catch {
        return false;
      }
    });
}
