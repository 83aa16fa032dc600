import {shortenAcceleratorType} from './gpu-names.js';

/** A taint as GKE is asked for it. */
export interface NodeTaint {
  readonly key: string;
  readonly value: string;
  readonly effect: 'NO_SCHEDULE' | 'PREFER_NO_SCHEDULE' | 'NO_EXECUTE';
}

/** `key=value:effect`, the key with a domain before a slash or without. */
export const taintPattern =
  /^(?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?\/)?[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?=(?:[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?:(?:NoSchedule|PreferNoSchedule|NoExecute)$/;

const effects: Readonly<Record<string, NodeTaint['effect']>> = {
  NoSchedule: 'NO_SCHEDULE',
  PreferNoSchedule: 'PREFER_NO_SCHEDULE',
  NoExecute: 'NO_EXECUTE',
};

/** A taint out of its text; undefined where the text is malformed. */
export function parseNodeTaint(text: string): NodeTaint | undefined {
  const [, key, value, word = ''] = taintPattern.test(text) ? (/^(.*?)=(.*):(\w+)$/.exec(text) ?? []) : [];
  const effect = effects[word];
  return key === undefined || value === undefined || effect === undefined ? undefined : {key, value, effect};
}

/** The text of a taint, as kubectl and gcloud write it. */
export function formatNodeTaint({key, value, effect}: {key: string; value: string; effect: string}): string {
  const word = Object.entries(effects).find(([, name]) => name === effect)?.[0] ?? effect;
  return `${key}=${value}:${word}`;
}

/** The runbook’s taint: `nvidia-tesla-t4` gives `purpose=gpu-t4:NoSchedule`. */
export function formatUsualTaint(accelerator: string): string {
  return `purpose=gpu-${shortenAcceleratorType(accelerator)}:NoSchedule`;
}
