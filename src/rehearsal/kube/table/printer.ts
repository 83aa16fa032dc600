import type {KubeObject, Open} from '../object/kube-object.js';

/** A column of a Table: `*` before the name puts it into the wide view only, a colon after it names its type. */
export type ColumnSpec = string;

/** How objects of a kind are shown as rows. */
export interface Printer {
  readonly columns: readonly ColumnSpec[];
  print(object: KubeObject, nowMs: number): readonly Open[];
  conditions?(object: KubeObject): readonly Open[] | undefined;
}

export const none = '<none>';

/** Labels as `a=b,c=d`; `<none>` for none. */
export function formatLabels(labels: Readonly<Record<string, string>> | undefined): string {
  const entries = Object.entries(labels ?? {}).sort(([left], [right]) => (left < right ? -1 : 1));
  return entries.length === 0 ? none : entries.map(([key, value]) => `${key}=${value}`).join(',');
}

function formatExpression(key: string, operator: string, values: readonly string[]): string {
  if (operator === 'Exists') return key;
  if (operator === 'DoesNotExist') return `!${key}`;
  return `${key} ${operator === 'In' ? 'in' : 'notin'} (${[...values].sort().join(',')})`;
}

/** A LabelSelector as kubectl writes it. */
export function formatSelector(selector: Open): string {
  if (!selector) return none;
  const equal = Object.entries<string>(selector.matchLabels ?? {}).map(([key, value]) => ({
    key,
    text: `${key}=${value}`,
  }));
  const expressions = (selector.matchExpressions ?? []).map(({key, operator, values}: Open) => ({
    key,
    text: formatExpression(key, operator, values ?? []),
  }));
  const all = [...equal, ...expressions].sort((left, right) => (left.key < right.key ? -1 : 1));
  return all.length === 0 ? none : all.map(({text}) => text).join(',');
}

/** Names and images of a pod template's containers. */
export function formatContainers(spec: Open): readonly [names: string, images: string] {
  const containers: readonly Open[] = spec?.containers ?? [];
  return [containers.map(({name}) => name).join(','), containers.map(({image}) => image ?? '').join(',')];
}
