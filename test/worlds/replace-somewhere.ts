/** The same value with one of its parts replaced by another of the same type. */
export function replaceSomewhere(value: unknown, choices: readonly number[], at = 0): unknown {
  const choice = choices[at % choices.length] ?? 0;
  if (Array.isArray(value)) {
    if (value.length === 0 || choice % 5 === 0) return choice % 2 === 0 ? [] : [...value, ...value];
    const index = choice % value.length;
    return value.map((entry, other) => (other === index ? replaceSomewhere(entry, choices, at + 1) : entry));
  }
  if (typeof value === 'object' && value !== null) {
    const keys = Object.keys(value);
    if (keys.length === 0) return value;
    const key = keys[choice % keys.length] ?? '';
    const inner = (value as Readonly<Record<string, unknown>>)[key];
    return {...value, [key]: replaceSomewhere(inner, choices, at + 1)};
  }
  if (typeof value === 'string') return ['', 'x', '1.99.0-gke.1', '10.0.0.0/8', '…', value.toUpperCase()][choice % 6];
  if (typeof value === 'number') return [0, -1, 1e15, 0.5][choice % 4];
  return typeof value === 'boolean' ? !value : value;
}
