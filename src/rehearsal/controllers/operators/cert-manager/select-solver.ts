/** A solver of an ACME issuer. */
export interface AcmeSolver {
  readonly selector?: {
    readonly dnsNames?: readonly string[];
    readonly dnsZones?: readonly string[];
    readonly matchLabels?: Readonly<Record<string, string>>;
  };
  readonly dns01?: {
    readonly cloudDNS?: {
      readonly project: string;
      readonly serviceAccountSecretRef?: {readonly name: string; readonly key: string};
    };
  };
  readonly http01?: object;
}

/** The solver for a name: one that names it, then the longest zone, then one for everything. https://cert-manager.io/docs/configuration/acme/#adding-multiple-solver-types */
export function selectSolver(solvers: readonly AcmeSolver[], name: string): AcmeSolver | undefined {
  const named = solvers.find(({selector}) => selector?.dnsNames?.includes(name));
  if (named) return named;
  const zones = solvers
    .flatMap((solver) => (solver.selector?.dnsZones ?? []).map((zone) => ({solver, zone})))
    .filter(({zone}) => name === zone || name.endsWith(`.${zone}`))
    .sort((a, b) => b.zone.length - a.zone.length);
  return zones[0]?.solver ?? solvers.find(({selector}) => !selector || Object.keys(selector).length === 0);
}
