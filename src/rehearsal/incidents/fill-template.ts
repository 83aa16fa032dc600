type Values = Readonly<Record<string, string | number>>;

/** `a/b` as namespace and name, a resource's path by its collections: `projects/p/zones/z` has the fields project and zone. */
function selectField(value: string, field: string): string {
  const parts = value.split('/');
  if (parts[0] === 'projects') {
    if (field === 'name') return parts.at(-1) ?? '';
    const index = parts.indexOf(`${field}s`);
    if (index >= 0) return parts[index + 1] ?? '';
  }
  if (field === 'namespace' && parts.length === 2) return parts[0] ?? '';
  if (field === 'name') return parts.at(-1) ?? '';
  throw new Error(`${value} has no ${field}`);
}

function selectValue(values: Values, expression: string): string | number {
  const [name = '', field] = expression.split('.');
  const value = values[name];
  if (value === undefined) throw new Error(`there is no parameter ${name}`);
  return field === undefined ? value : selectField(String(value), field);
}

const placeholder = /\{([a-zA-Z]+(?:\.[a-zA-Z]+)?)\}/g;

/** A template with its parameters filled in. A text that is one placeholder and nothing else keeps the parameter's type. */
export function fillTemplate<T>(template: T, values: Values): T {
  const fill = (node: unknown): unknown => {
    if (typeof node === 'string') {
      const whole = /^\{([a-zA-Z]+(?:\.[a-zA-Z]+)?)\}$/.exec(node)?.[1];
      if (whole !== undefined) return selectValue(values, whole);
      return node.replace(placeholder, (_, expression: string) => String(selectValue(values, expression)));
    }
    if (Array.isArray(node)) return node.map(fill);
    if (typeof node === 'object' && node !== null)
      return Object.fromEntries(Object.entries(node).map(([key, value]) => [String(fill(key)), fill(value)]));
    return node;
  };
  return fill(template) as T;
}

/** The parameters that a template names. */
export function listPlaceholders(template: unknown): readonly string[] {
  const found = [...JSON.stringify(template).matchAll(placeholder)].map(([, expression = '']) => expression);
  return [...new Set(found.map((expression) => expression.split('.')[0] ?? ''))];
}
