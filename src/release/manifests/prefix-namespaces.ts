/** Names that a prefix goes before, and the prefix without its dash; empty for none. */
export interface NamespacePrefix {
  readonly names: readonly string[];
  readonly prefix: string;
}

/**
 * Puts `prefix-` before every one of the names, wherever it stands alone or as a part of a DNS name:
 * `hyperplane-core`, `svc.hyperplane-core.svc`, `hyperplane-core/name`. Longer names that contain it stay.
 */
export function prefixNamespaces(text: string, {names, prefix}: NamespacePrefix): string {
  if (prefix === '' || names.length === 0) return text;
  const pattern = new RegExp(`(?<![A-Za-z0-9-])(${names.join('|')})(?![A-Za-z0-9-])`, 'g');
  return text.replace(pattern, `${prefix}-$1`);
}
