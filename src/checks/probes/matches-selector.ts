/** A selector over labels, as Kubernetes' objects carry it. */
export interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: ReadonlyArray<{
    readonly key: string;
    readonly operator: string;
    readonly values?: readonly string[];
  }>;
}

/** Whether labels meet a selector; an empty or absent one is met by all. https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/ */
export function matchesSelector(
  {matchLabels = {}, matchExpressions = []}: LabelSelector = {},
  labels: Readonly<Record<string, string>>,
): boolean {
  const own = (key: string) => (Object.hasOwn(labels, key) ? labels[key] : undefined);
  return (
    Object.entries(matchLabels).every(([key, value]) => own(key) === value) &&
    matchExpressions.every(({key, operator, values = []}) => {
      const value = own(key);
      if (operator === 'Exists') return value !== undefined;
      if (operator === 'DoesNotExist') return value === undefined;
      const isIn = value !== undefined && values.includes(value);
      return operator === 'In' ? isIn : !isIn;
    })
  );
}
