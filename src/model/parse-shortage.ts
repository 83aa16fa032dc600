/** What a refusal for want of machines or of quota says, as far as it says it. */
export interface Shortage {
  readonly kind: 'stockout' | 'quota';
  /** Nodes that stand, and that were wanted. */
  readonly running?: number;
  readonly expected?: number;
  /** The zone that has no more. */
  readonly zone?: string;
  readonly metric?: string;
  /** Undefined for a limit over all regions, and where the message does not say. */
  readonly region?: string;
  readonly limit?: number;
  /** By how much the request goes beyond the limit. */
  readonly short?: number;
}

/** A number under its name, where the message has it. */
function select<Key extends string>(key: Key, text: string | undefined): {readonly [K in Key]?: number} {
  return (text === undefined ? {} : {[key]: Number(text)}) as {readonly [K in Key]?: number};
}

/**
 * The words of Compute Engine and of GKE, which carry what no field does.
 * https://cloud.google.com/kubernetes-engine/docs/troubleshooting/troubleshoot-cluster-creation and
 * https://cloud.google.com/compute/docs/troubleshooting/troubleshooting-resource-availability
 */
export function parseShortage(message: string): Shortage | undefined {
  const [, expected, running] = /Expected (\d+), running (\d+)/.exec(message) ?? [];
  const counts = {...select('expected', expected), ...select('running', running)};
  const [, needed, short, limit] =
    /resource "([^"]+)": request requires '[\d.]+' and is short '([\d.]+)'\. project has a quota of '([\d.]+)'/.exec(
      message,
    ) ?? [];
  if (needed !== undefined)
    return {kind: 'quota', metric: needed, ...counts, ...select('short', short), ...select('limit', limit)};
  const [, metric, most, region] =
    /Quota '([^']+)' exceeded\.\s+Limit: ([\d.]+)(?: in region ([\w-]+\d))?/.exec(message) ?? [];
  if (metric !== undefined)
    return {kind: 'quota', metric, ...counts, ...select('limit', most), ...(region === undefined ? {} : {region})};
  if (/GCE_QUOTA_EXCEEDED|GCE quota exceeded/.test(message)) return {kind: 'quota', ...counts};
  const zone = /zones? '?(?:projects\/[^/']+\/zones\/)?([a-z]+-[a-z]+\d+-[a-z])\b/.exec(message)?.[1];
  if (/GCE_STOCKOUT|GCE out of resources|does not have enough resources|ZONE_RESOURCE_POOL_EXHAUSTED/.test(message))
    return {kind: 'stockout', ...counts, ...(zone === undefined ? {} : {zone})};
  return undefined;
}
