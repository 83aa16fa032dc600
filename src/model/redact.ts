/** Stands where a secret was; the kind helps whoever reads on. */
const blank = (kind: string) => `[redacted ${kind}]`;

/**
 * Forms that secrets have wherever they stand. Order matters: whole documents before what they contain.
 * The prefixes are those that issuers document, e.g. https://cloud.google.com/docs/authentication/token-types
 */
const patterns: ReadonlyArray<readonly [kind: string, pattern: RegExp, replacement?: string]> = [
  ['PEM', /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z0-9 ]*PRIVATE KEY-----|$)/g],
  ['PEM', /-----BEGIN (?:OPENSSH|RSA|EC|DSA|ENCRYPTED)[^-]*-----(?:\\n|[\s\S])*?(?:-----END [^-]*-----|$)/g],
  ['JWT', /\beyJ[\w-]{8,}\.[\w-]{4,}\.[\w-]*/g],
  ['token', /\bya29\.[\w.~+/-]+=*/g],
  ['token', /\b1\/\/0[\w-]{20,}/g],
  ['token', /\b(?:gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[abprs]-[\w-]{10,})/g],
  ['key', /\bAIza[\w-]{30,}/g],
  ['key', /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g],
  ['secret', /\bGOCSPX-[\w-]{10,}/g],
  ['token', /\b(Bearer|Basic)\s+(?!\[redacted)[\w.~+/=-]{8,}/gi, '$1 [redacted token]'],
  ['password', /(\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@"']*):[^\s@/"']+@/gi, '$1:[redacted password]@'],
  // Assignments, in the environment, in YAML and in JSON: the name tells, the value goes.
  [
    'value',
    /([\w.-]*(?:pass(?:word|wd|phrase)|(?:private|api|access|secret|signing|encryption)[_-]?key|(?:client|cookie|session|auth|webhook|shared)[_-]?secret|(?:auth|access|refresh|id|session|api)[_-]?token)["']?\s*[=:]\s*)(?!\[redacted)("(?:[^"\\]|\\.)+"|'[^']+'|[^\s,;}&"']+)/gi,
    '$1[redacted value]',
  ],
];

/** Names whose values are secrets, and names like them whose values only point at one. */
const secretName =
  /(password|passwd|passphrase|private[_-]?key|client[_-]?secret|api[_-]?key|access[_-]?key|token|secret|cookie|authorization|credential)s?$/i;

/** A reference says where a secret is kept, not what it is. */
const isReference = (text: string) => /^(env|file|gcp-secret):/.test(text);

/** A text without what has the form of a secret. */
export function redactText(text: string): string {
  return patterns.reduce(
    (rest, [kind, pattern, replacement]) => rest.replace(pattern, replacement ?? blank(kind)),
    text,
  );
}

/** A JSON value without secrets: texts by their form, and what a telling name holds as a whole. Names stay. */
export function redactValue(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) return value.map((entry) => redactValue(entry, name));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, redactValue(entry, key)]));
  if (typeof value !== 'string') return value;
  return secretName.test(name) && value !== '' && !isReference(value) ? blank('value') : redactText(value);
}
