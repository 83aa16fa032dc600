import type {z} from 'zod';
import {formatCidr, parseCidr} from '../../model/cidr.js';
import {nearestWord} from '../../model/nearest-word.js';
import {regions} from '../rules/regions.data.js';

const places = Object.entries(regions).flatMap(([region, zones]) => [
  region,
  ...[...zones].map((letter) => `${region}-${letter}`),
]);

const repairs: ReadonlyArray<(text: string) => string | undefined> = [
  (text) => text.trim(),
  (text) => text.trim().replace(/^(organizations|folders|projects|billingAccounts|gs:\/)\//, ''),
  (text) => text.trim().toLowerCase(),
  (text) => text.trim().toUpperCase(),
  (text) =>
    text
      .trim()
      .toLowerCase()
      .replaceAll(/[\s_]+/g, '-')
      .replace(/^-+|-+$/g, ''),
  (text) =>
    text
      .trim()
      .toLowerCase()
      .replace(/^[a-z]+:\/\//, '')
      .replace(/[/?#].*$/, '')
      .replace(/:\d+$/, '')
      .replace(/^\*\./, '')
      .replace(/\.+$/, ''),
  (text) => text.trim().replace(/@.*$/, ''),
  (text) => {
    const parsed = parseCidr(text.trim());
    return parsed && formatCidr(parsed);
  },
  (text) => (/^\d+(\.\d+){3}$/.test(text.trim()) ? `${text.trim()}/32` : undefined),
  (text) => text.trim().replace(/^v/, ''),
  (text) => nearestWord(text.trim(), places),
];

/** The nearest spelling that a field's schema accepts, or undefined. */
export function repairText(text: string, schema: z.ZodType): string | undefined {
  for (const repair of repairs) {
    const candidate = repair(text);
    if (candidate !== undefined && candidate !== '' && candidate !== text && schema.safeParse(candidate).success)
      return candidate;
  }
  return undefined;
}
