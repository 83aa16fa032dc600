import type {Open} from '../object/kube-object.js';

const quote = (text: string) => JSON.stringify(text);

/** A map of texts as Go's `%#v` shows it. */
export function formatGoMap(map: Readonly<Record<string, string>> | undefined): string {
  if (!map) return 'map[string]string(nil)';
  const entries = Object.entries(map).sort(([left], [right]) => (left < right ? -1 : 1));
  return `map[string]string{${entries.map(([key, value]) => `${quote(key)}:${quote(value)}`).join(', ')}}`;
}

/** A list of texts as Go's `%#v` shows it. */
export const formatGoStrings = (list: readonly string[] | undefined) =>
  list ? `[]string{${list.map(quote).join(', ')}}` : '[]string(nil)';

/** A LabelSelector as Go's `%#v` shows it. */
export function formatGoSelector(selector: Open): string {
  const expressions = selector?.matchExpressions?.map(
    ({key, operator, values}: Open) =>
      `v1.LabelSelectorRequirement{Key:${quote(key)}, Operator:${quote(operator)}, Values:${formatGoStrings(values)}}`,
  );
  const list = expressions
    ? `[]v1.LabelSelectorRequirement{${expressions.join(', ')}}`
    : '[]v1.LabelSelectorRequirement(nil)';
  return `v1.LabelSelector{MatchLabels:${formatGoMap(selector?.matchLabels)}, MatchExpressions:${list}}`;
}

/** A moment as Go shows it: `2001-01-01 00:00:00 +0000 UTC`. */
export const formatGoTime = (text: string) => `${text.slice(0, 10)} ${text.slice(11, 19)} +0000 UTC`;

/** A pointer to a boolean as Go shows it: whether there is one, and an address that says nothing. */
const formatGoPointer = (value: unknown) => (value === undefined ? '(*bool)(nil)' : '(*bool)(0xc000000000)');

/** Owner references as Go's `%#v` shows them. */
export const formatGoOwners = (owners: readonly Open[]) =>
  `[]v1.OwnerReference{${owners
    .map(
      ({apiVersion, kind, name, uid, controller, blockOwnerDeletion}) =>
        `v1.OwnerReference{APIVersion:${quote(apiVersion)}, Kind:${quote(kind)}, Name:${quote(name)}, UID:${quote(uid)}, Controller:${formatGoPointer(controller)}, BlockOwnerDeletion:${formatGoPointer(blockOwnerDeletion)}}`,
    )
    .join(', ')}}`;
