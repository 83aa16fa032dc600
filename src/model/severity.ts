/** How grave a vulnerability is, the least first. https://cloud.google.com/artifact-analysis/docs/severity-levels */
export const severities = ['MINIMAL', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'] as const;

export type Severity = (typeof severities)[number];

/** Whether one is graver than the gravest that is let through; with no such one everything is too grave. */
export function isGraver(severity: Severity, maximum: Severity | 'NONE'): boolean {
  return maximum === 'NONE' || severities.indexOf(severity) > severities.indexOf(maximum);
}
