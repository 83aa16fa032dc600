import {z} from 'zod';

/** What is allowed where a secret is wanted; also tells these fields from other texts. */
export const secretReferenceAllowed = 'a reference, env:NAME or file:PATH, never the secret itself';

const pattern = /^(env:[A-Za-z_][A-Za-z0-9_]*|file:\S(.*\S)?)$/;

/** `env:NAME` or `file:PATH`, relative to the configuration. */
export const secretReference = z.string().regex(pattern, {error: secretReferenceAllowed});

/** The same, or `generate` for a new key. */
export const secretReferenceOrGenerate = z
  .string()
  .regex(new RegExp(`^generate$|${pattern.source}`), {error: `generate, or ${secretReferenceAllowed}`});
