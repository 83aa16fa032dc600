import type {CloudContext} from '../cloud-context.js';
import type {Call, Reply} from '../http/call.js';
import {reply} from '../http/call.js';
import type {Json} from '../json.js';
import {listResources} from './count-usage.js';
import {formatLink} from './links.js';
import {pageOf} from './page-of.js';
import type {ResourceKind} from './resource-kind.js';
import {checkPlace} from './resource-methods.js';

/** `list` of a collection in one scope. */
export function formatList(call: Call, kind: string, path: string, all: readonly Json[]): Reply {
  const {items, nextPageToken} = pageOf(all, call.query);
  return reply({
    kind: `${kind}List`,
    id: path,
    ...(items.length > 0 && {items}),
    ...(nextPageToken && {nextPageToken}),
    selfLink: formatLink(path),
  });
}

/** `aggregatedList`: the resources of every scope, empty scopes with a warning, as Google does. */
export function formatAggregatedList(
  call: Call,
  kind: string,
  collection: string,
  all: ReadonlyArray<readonly [scope: string, resource: Json]>,
  scopes: readonly string[],
): Reply {
  const scopeOf = new Map(all.map(([scope, resource]) => [resource, scope]));
  const {items, nextPageToken} = pageOf([...scopeOf.keys()], call.query);
  const groups = new Map<string, Json[]>();
  for (const resource of items) {
    const scope = scopeOf.get(resource) ?? '';
    groups.set(scope, [...(groups.get(scope) ?? []), resource]);
  }
  const path = `projects/${call.params.project}/aggregated/${collection}`;
  const entries = scopes.map((scope) => {
    const found = groups.get(scope);
    if (found) return [scope, {[collection]: found}] as const;
    const warning = {
      code: 'NO_RESULTS_ON_PAGE',
      message: `There are no results for scope '${scope}' on this page.`,
      data: [{key: 'scope', value: scope}],
    };
    return [scope, {warning}] as const;
  });
  return reply({
    kind: `${kind}AggregatedList`,
    id: path,
    items: Object.fromEntries(entries),
    ...(nextPageToken && {nextPageToken}),
    selfLink: formatLink(path),
  });
}

function show(context: CloudContext, kind: ResourceKind, path: string, resource: Json): Json {
  return kind.format?.(context, path, resource) ?? resource;
}

export function listKind(kind: ResourceKind): (call: Call) => Reply {
  return (call) => {
    const {context, params} = call;
    const scope = params.zone ? `zones/${params.zone}` : params.region ? `regions/${params.region}` : 'global';
    checkPlace(context, scope);
    const path = `projects/${params.project}/${scope}/${kind.collection}`;
    const own = listResources(context, params.project ?? '', kind.collection)
      .filter(([resource]) => resource.startsWith(`${path}/`))
      .map(([resourcePath, resource]) => show(context, kind, resourcePath, resource));
    return formatList(call, kind.kind, path, own);
  };
}

export function listKindEverywhere(kind: ResourceKind): (call: Call) => Reply {
  return (call) => {
    const {context, params} = call;
    const all = listResources(context, params.project ?? '', kind.collection).map(
      ([path, resource]) => [path.split('/').slice(2, -2).join('/'), show(context, kind, path, resource)] as const,
    );
    const scopes = [
      ...(kind.scopes.includes('global') ? ['global'] : []),
      ...(kind.scopes.includes('regions') ? context.catalogue.regions.map((region) => `regions/${region}`) : []),
      ...(kind.scopes.includes('zones') ? context.catalogue.zones.map((zone) => `zones/${zone}`) : []),
    ];
    return formatAggregatedList(call, kind.kind, kind.collection, all, scopes);
  };
}
