import type {Route} from './call.js';
import {CloudRefusal} from './cloud-refusal.js';

interface CompiledRoute {
  readonly route: Route;
  readonly pattern: RegExp;
  readonly names: readonly string[];
}

export interface RouteMatch {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

/** Finds the route of a request, or undefined where none is served. */
export type RouteMatcher = (method: string, path: string, host: string) => RouteMatch | undefined;

function compileRoute(route: Route): CompiledRoute {
  const names: string[] = [];
  const source = route.path
    .replace(/[.*+$?^]/g, '\\$&')
    .replace(/<([^>]+)>/g, '(?:$1)')
    .replace(/\{(\w+)\}/g, (_, name: string) => {
      names.push(name);
      return '([^/:]+)';
    });
  return {route, names, pattern: new RegExp(`^${source}$`)};
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new CloudRefusal(400, `The path segment '${segment}' is malformed.`);
  }
}

/** Indexes routes by verb; `host` narrows to one service where a client sends Google's own host name. */
export function createRouteMatcher(routes: readonly Route[]): RouteMatcher {
  const byVerb = new Map<string, CompiledRoute[]>();
  for (const route of routes) {
    const list = byVerb.get(route.verb) ?? [];
    list.push(compileRoute(route));
    byVerb.set(route.verb, list);
  }
  return (method, path, host) => {
    for (const {route, pattern, names} of byVerb.get(method) ?? []) {
      if (host.endsWith('.googleapis.com') && host !== route.service) continue;
      const found = pattern.exec(path);
      if (!found) continue;
      const params = Object.fromEntries(names.map((name, index) => [name, decodeSegment(found[index + 1] ?? '')]));
      if (route.accepts && !route.accepts(params)) continue;
      return {route, params};
    }
    return undefined;
  };
}
